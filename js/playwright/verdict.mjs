// What a watched call comes to: its recording, read by the core as `rtc-vitals analyze` reads one. Nothing is judged here.
import { loadNodeCore } from '../node_core.mjs';

// The core's conclusions, connection by connection: core/dump/call_verdict.h.
async function conclude(polls, parameters) {
  const core = await loadNodeCore();
  const reader = new core.CallReader();
  try {
    for (const [name, value] of Object.entries(parameters)) reader.setParameter(name, value);
    for (const poll of polls) reader.read(JSON.stringify(poll));
    return JSON.parse(reader.connections());
  } finally {
    reader.delete();
  }
}

const many = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

const toFreeze = (connection, { stream, start, end, durationMs, count, precision, cause, confidence, running = false }) => ({
  connection, stream, start, end: running ? null : end, durationMs, count, precision, cause, confidence,
});

/** The verdict on what was `seen`: {samples, videoStreams, watchedMs, freezes, frozenMs, errors, text}. */
export async function toVerdict({ sample, error, poll }, parameters) {
  const videoStreams = new Set(sample.flatMap(({ connection, inboundVideo }) => inboundVideo.map(({ stream }) => `${connection}/${stream}`)));
  const connections = await conclude(poll, parameters);
  const freezes = connections.flatMap(({ id, freezes: found }) => found.map((freeze) => toFreeze(id, freeze)));
  const lines = [
    `${many(sample.length, 'sample')} of ${many(connections.length, 'connection')}, ${many(videoStreams.size, 'video')} received`,
    ...connections.map(({ id, verdict }) => `${id}: ${verdict}`),
    ...error.map(({ message }) => `error: ${message}`),
  ];
  return {
    samples: sample.length, videoStreams: videoStreams.size, watchedMs: connections.reduce((sum, { watchedMs }) => sum + watchedMs, 0), freezes,
    frozenMs: freezes.reduce((sum, { durationMs }) => sum + durationMs, 0), errors: [...error], text: lines.join('\n'),
  };
}
