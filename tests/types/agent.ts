// Uses of the agent that must compile, and mistakes that must not.
import { createAgent, instrument, type Agent, type AgentError, type Sample } from 'rtc-vitals';

const agent: Agent = createAgent({ url: '/v1/telemetry/ingest', tags: { room_id: 'r1', user_id: 7, beta: true } });
createAgent({
  url: new URL('https://calls.example/ingest'), poll: 1, batch: 10, sampleRate: 0.1, delivery: 'confirmed', carryOver: true, gzip: true,
});
createAgent({ send: (body, meta) => fetch('/own', { method: 'POST', body, keepalive: meta.hiding }).then((answer) => answer.ok) });
createAgent({ send: (body) => fetch('/own', { method: 'POST', body }) });
createAgent({ url: null, format: 'points', parameters: { 'freeze.minIncreaseMs': 200 } });

declare const connection: RTCPeerConnection;
declare const track: MediaStreamTrack;
agent.add(connection);
connection.getStats().then((report) => agent.feed(connection, report));
agent.label(track, { participant: 'Ada', source: 'camera' });
agent.setPaused('0', true);
agent.mark('layout', { grid: 9 });
agent.update({ tags: { room_id: null } });

const off: () => void = agent.on('sample', (sample: Sample) => {
  for (const { stream, rid, label, framesDecodedDelta } of sample.inboundVideo) {
    console.log(stream, rid?.length, label?.participant, framesDecodedDelta?.toFixed() ?? 'unknown');
  }
  const limitation = sample.outboundVideo[0]?.qualityLimitationReason ?? 'none';
  console.log(sample.values.rtt ?? 'unknown', limitation, sample.inboundVideo[0]?.isFrozen === true);
});
off();
agent.on('error', ({ code, message }: AgentError) => console.warn(code, message));
agent.on('event', (event) => {
  if (event.type === 'freeze' && event.phase === 'end' && event.durationMs > 1000) {
    console.log(event.stream, event.label?.participant, event.cause, event.evidence?.['bitrate'], event.until ?? 'recovered');
  }
  if (event.type === 'discards') console.log(event.count.toFixed(), event.unit.length, event.reason === 'lip-sync');
  if (event.type === 'limited') console.log(event.reason === 'capture');
  if (event.type === 'connection-state') console.log(event.from ?? 'initial', event.to);
});
agent.on('batch', (batch) => console.log(batch.seq, batch.body.length));
const undo: () => void = instrument(agent);
undo();
agent.flush().then(() => agent.stop());
const measuring: boolean = agent.stats().measuring;
const session: string | null = agent.sessionId;
console.log(measuring, session);

// @ts-expect-error: a delivery that does not exist
createAgent({ url: '/ingest', delivery: 'pigeon' });
// @ts-expect-error: an option that does not exist
createAgent({ url: '/ingest', interval: 5 });
// @ts-expect-error: seconds are a number
createAgent({ url: '/ingest', poll: '2s' });
// @ts-expect-error: a threshold that does not exist
createAgent({ url: '/ingest', parameters: { 'freeze.minMs': 200 } });
// @ts-expect-error: a member that audio does not have
agent.on('sample', ({ inboundAudio }) => console.log(inboundAudio[0]?.isFrozen));
// @ts-expect-error: a cause that does not exist
agent.on('event', (event) => event.type === 'freeze' && event.cause === 'bad-luck');
// @ts-expect-error: discards have other reasons
agent.on('event', (event) => event.type === 'discards' && event.reason === 'capture');
// @ts-expect-error: a limit has no unit
agent.on('event', (event) => event.type === 'limited' && event.unit);
// @ts-expect-error: a quality that does not exist
agent.on('sample', ({ values }) => values.quality === 'excellent');
// @ts-expect-error: an event that does not exist
agent.on('freeze', () => {});
// @ts-expect-error: a connection is not a track
agent.label(connection, { participant: 'Ada' });
// @ts-expect-error: a label has members
agent.label(track, 'Ada');
// @ts-expect-error: a string is not a boolean
agent.setPaused(track, 'false');
// @ts-expect-error: the promise of a report is not a report
agent.feed(connection, connection.getStats());
// @ts-expect-error: a mark needs a name
agent.mark();
// @ts-expect-error: measured values are read-only
agent.sessionId = 'other';
