// The verdict on a watched call: the core reads its recording as for `rtc-vitals analyze`. Nothing is judged here.
import { loadNodeCore } from '../node_core.mjs';

function setParameters(reader, parameters) {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'number' || !reader.setParameter(name, value)) throw new Error(
      `parameter '${name}': the name is unknown, or ${value} is out of range`,
    );
  }
}

// Reads all polls. Returns the core's conclusions per connection (core/forensics/call_verdict.h),
// and the reasons why polls could not be read.
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

/** Rejects if the core has no parameter of a given name, or its value is out of range. */
export const checkParameters = (parameters) => conclude([], parameters).then(() => undefined);

const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/**
 * Converts a freeze of the core's conclusions for the test.
 * `end` is null if it was still running at the last poll or ended with its stream.
 */
export const toFreeze = (connection, { stream, start, end, durationMs, count, precision, cause, confidence, running, until }) => ({
  connection, stream, start, end: running || until ? null : end, durationMs, count, precision, cause, confidence,
});

// Advice on an error that only applies in a test, appended to its message.
const kAdvice = { unsupported: ", or the page's context must have `bypassCSP: true`" };

/** The verdict on what was `seen`: {samples, videoStreams, watchedMs, freezes, frozenMs, errors, text}. */
export async function toVerdict({ sample, error, poll }, parameters) {
  const videoStreams = new Set(
    sample.flatMap(({ connection, inboundVideo }) => inboundVideo.map(({ stream }) => `${connection}/${stream}`)),
  );
  const { connections, unread } = await conclude(poll, parameters);
  const freezes = connections.flatMap(({ id, freezes: found }) => found.map((freeze) => toFreeze(id, freeze)));
  const lines = [
    `${plural(sample.length, 'sample')} of ${plural(connections.length, 'connection')}, ${plural(videoStreams.size, 'video')} received`,
    ...connections.map(({ id, verdict }) => `${id}: ${verdict}`),
    ...error.map(({ code, message }) => `error: ${message}${kAdvice[code] ?? ''}`),
    ...unread.map((why) => `error: some polls were skipped: ${why}`),
  ];
  return {
    samples: sample.length, videoStreams: videoStreams.size,
    watchedMs: connections.reduce((sum, { watchedMs }) => sum + watchedMs, 0), freezes,
    frozenMs: freezes.reduce((sum, { durationMs }) => sum + durationMs, 0), errors: [...error], text: lines.join('\n'),
  };
}
