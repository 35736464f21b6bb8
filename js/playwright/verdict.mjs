// What a watched call comes to. Nothing is judged here: the freezes are those of the core.

// An event of a freeze that is over, or still lasts (`end` null).
function toFreeze({ t, connection, stream, durationMs, intervalMs, count = 1, cause = null, confidence = null }, end) {
  return { connection, stream, start: end === null ? t : t - (intervalMs ?? durationMs), end, durationMs, count, cause, confidence };
}

function freezesOf(events, now) {
  const freezes = [];
  const lasting = new Map();
  for (const event of events) {
    if (event.type !== 'freeze') continue;
    const key = `${event.connection} ${event.stream}`;
    if (event.phase === 'start') lasting.set(key, event);
    else {
      lasting.delete(key);
      // One that ends with no length turned out to be none.
      if (event.durationMs > 0) freezes.push(toFreeze(event, event.t));
    }
  }
  for (const event of lasting.values()) freezes.push(toFreeze({ ...event, durationMs: Math.max(0, now - event.t) }, null));
  return freezes;
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

function describe({ connection, stream, end, durationMs, count, cause, confidence }) {
  const what = count > 1 ? `${count} freezes of together ${seconds(durationMs)}` : `a freeze of ${seconds(durationMs)}`;
  return `${what}${end === null ? ' that still lasts' : ''} in ${connection}/${stream}${cause ? `, cause: ${cause} (${confidence})` : ''}`;
}

/** The verdict on what was `seen`: {samples, videoStreams, freezes, frozenMs, errors, text}. */
export function toVerdict({ sample, event, error }) {
  const videoStreams = new Set(sample.flatMap(({ connection, inboundVideo }) => inboundVideo.map(({ stream }) => `${connection}/${stream}`)));
  const freezes = freezesOf(event, sample.at(-1)?.t ?? 0);
  const frozenMs = freezes.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const lines = [
    `${sample.length} samples, ${videoStreams.size} videos received, ${freezes.length ? `frozen for ${seconds(frozenMs)}` : 'no freeze'}`,
    ...freezes.map(describe),
    ...error.map(({ message }) => `error: ${message}`),
  ];
  return { samples: sample.length, videoStreams: videoStreams.size, freezes, frozenMs, errors: [...error], text: lines.join('\n') };
}
