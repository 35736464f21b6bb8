// Prints a session as a timeline: one line per sample, with the events between them.
import { intoCall } from '../../js/collector/page/format.mjs';
import { seconds } from './text.mjs';

const kBarWidth = 20;

const clock = (ms) => new Date(ms).toISOString().slice(11, 19);
const shown = (value, text) => (value === null || value === undefined ? '-' : text(value));

function rowLine(row, { fps, first, max }) {
  const bar = '#'.repeat(row.bitrate === null || !max ? 0 : Math.round((row.bitrate / max) * kBarWidth)).padEnd(kBarWidth);
  const cells = [
    shown(row.bitrate, (v) => `${Math.round(v / 1000)} kbit/s`).padStart(11), shown(fps, (v) => `${v.toFixed(1)} fps`).padStart(9),
    shown(row.packet_loss, (v) => `${(v * 100).toFixed(1)} %`).padStart(7), shown(row.rtt, (v) => `${v.toFixed(1)} ms`).padStart(8),
  ];
  return `${clock(row.ts)}  ${intoCall(row.ts - first)}  ${bar} ${cells.join(' ')}  ${row.freeze_flag === 1 ? 'FROZEN' : ''}`.trimEnd();
}

function eventLine({ type, phase, data: { durationMs, cause, confidence, precision, evidence, reason, unit, count, ...facts } }) {
  if (type === 'connection-state') return `the connection is ${facts.to}`;
  if (type === 'path-change') return `the path is ${facts.localCandidateType} to ${facts.remoteCandidateType}, ${facts.protocol}`;
  const what = reason ? `${type} (${unit ? `${count} ${unit}, ` : ''}${reason})` : type;
  const why = cause ? `, cause: ${cause} (${confidence} confidence)` : '';
  if (phase === 'start') return `${what}, ${seconds(durationMs)} so far${why}`;
  if (phase === 'end') return `${what} of ${seconds(durationMs)} ended${why}`;
  return [type, ...Object.entries(facts).map(([name, value]) => `${name} ${value}`)].join(' ');
}

// Everything that has a time, in order: samples, events, and the opening and closing of the alert.
function linesOf({ rows, events, alerts, session }) {
  const video = session.streams.find((stream) => stream.kind === 'inboundVideo');
  const fpsAt = new Map(video?.t.map((t, i) => [t, video.columns.framesDecodedPerSecond?.[i]]));
  const max = Math.max(...rows.map((row) => row.bitrate ?? 0));
  const first = rows[0]?.ts;
  const mark = (text) => `                 ${text}`;
  return [
    ...rows.map((row) => ({ at: row.ts, text: rowLine(row, { fps: fpsAt.get(row.ts), first, max }) })),
    ...events.map((event) => ({ at: event.ts, text: mark(`${clock(event.ts)} ${eventLine(event)}`) })),
    ...alerts.flatMap((alert) => [
      { at: alert.opened_at + 0.5, text: mark(`${clock(alert.opened_at)} ALERT opened: video is frozen`) },
      ...(alert.closed_at === null ? [] : [{ at: alert.closed_at + 0.5, text: mark(`${clock(alert.closed_at)} ALERT ${alert.state}`) }]),
    ]),
  ].sort((a, b) => a.at - b.at);
}

export function printTimeLine(findings) {
  const { rows, session } = findings;
  const frozen = rows.filter((row) => row.freeze_flag === 1).length;
  console.log(`
Session ${findings.sessionId}: ${Object.entries(session.tags).map(([key, tag]) => `${key} ${tag}`).join(', ')}
stream ${rows[0]?.stream}: ${rows.length} samples, ${frozen} of them frozen

time (UTC)  into  bitrate                                      fps    loss      rtt`);
  for (const { text } of linesOf(findings)) console.log(text);
  console.log('');
}
