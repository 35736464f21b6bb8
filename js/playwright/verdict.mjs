// What a watched call comes to: its recording, read by the core as `rtc-vitals analyze` reads one. Nothing is judged here.
import { loadNodeCore } from '../node_core.mjs';

function setParameters(reader, parameters) {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'number' || !reader.setParameter(name, value)) throw new Error(`parameter '${name}': there is none of that name, or ${value} is out of its range`);
  }
}

// Reads the polls to their end. The core's conclusions, connection by connection (core/forensics/call_verdict.h), and why polls could not be read.
async function conclude(polls, parameters) {
  const core = await loadNodeCore();
  const reader = new core.CallReader();
  try {
    setParameters(reader, parameters);
    const unread = new Set(polls.map((poll) => reader.read(JSON.stringify(poll))));
    unread.delete('');
    reader.finish();
    return { connections: JSON.parse(reader.connections()), unread: [...unread] };
  } finally {
    reader.delete();
  }
}

/** Rejects where one of `parameters` is none of the core's, or not with its value. */
export const checkParameters = (parameters) => conclude([], parameters).then(() => undefined);

const many = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A freeze of the core's conclusions as the test gets it. One that ran at the last poll, or until its stream was over, was not seen to end. */
export const toFreeze = (connection, { stream, start, end, durationMs, count, precision, cause, confidence, running, until }) => ({
  connection, stream, start, end: running || until ? null : end, durationMs, count, precision, cause, confidence,
});

// What a test can do about an error besides what its message says.
const kBesides = { unsupported: ', or the page a context with `bypassCSP: true`' };

/** The verdict on what was `seen`: {samples, videoStreams, watchedMs, freezes, frozenMs, errors, text}. */
export async function toVerdict({ sample, error, poll }, parameters) {
  const videoStreams = new Set(sample.flatMap(({ connection, inboundVideo }) => inboundVideo.map(({ stream }) => `${connection}/${stream}`)));
  const { connections, unread } = await conclude(poll, parameters);
  const freezes = connections.flatMap(({ id, freezes: found }) => found.map((freeze) => toFreeze(id, freeze)));
  const lines = [
    `${many(sample.length, 'sample')} of ${many(connections.length, 'connection')}, ${many(videoStreams.size, 'video')} received`,
    ...connections.map(({ id, verdict }) => `${id}: ${verdict}`),
    ...error.map(({ code, message }) => `error: ${message}${kBesides[code] ?? ''}`),
    ...unread.map((why) => `error: polls were left out, ${why}`),
  ];
  return {
    samples: sample.length, videoStreams: videoStreams.size, watchedMs: connections.reduce((sum, { watchedMs }) => sum + watchedMs, 0), freezes,
    frozenMs: freezes.reduce((sum, { durationMs }) => sum + durationMs, 0), errors: [...error], text: lines.join('\n'),
  };
}
