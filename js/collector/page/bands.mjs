// The stretches of a session in which a picture stood still, for drawing and for the list. What is frozen was judged
// in the page, by the core; here its verdicts are only joined.

/** Joins a stream's frozen samples into stretches { start, end }: a sample speaks for the time since the one before. */
export function frozenBands({ t, columns }) {
  const frozen = columns.isFrozen ?? [];
  const bands = [];
  t.forEach((end, i) => {
    if (frozen[i] !== true) return;
    const last = bands.at(-1);
    if (last && i > 0 && frozen[i - 1] === true) last.end = end;
    else bands.push({ start: i > 0 ? t[i - 1] : end, end });
  });
  return bands;
}

const overlaps = (a, b) => a.start <= b.end && b.start <= a.end;

/**
 * The freezes of a session, in order of time: { stream, start, end, cause, confidence, exact }. A freeze event gives exact
 * bounds and a cause; frozen samples without one (its batch was lost, or the freeze goes on) give bounds to a poll.
 */
export function listFreezes({ streams, events }) {
  return streams.filter((stream) => stream.kind === 'inboundVideo').flatMap((stream) => {
    const exact = events
      .filter((event) => event.type === 'freeze' && event.phase === 'end' && event.epoch === stream.epoch && event.connection === stream.connection && event.stream === stream.id)
      .map((event) => ({ stream, start: event.t - event.durationMs, end: event.t, cause: event.cause ?? null, confidence: event.confidence ?? null, exact: true }));
    const rest = frozenBands(stream).filter((band) => !exact.some((freeze) => overlaps(band, freeze)))
      .map((band) => ({ stream, ...band, cause: null, confidence: null, exact: false }));
    return [...exact, ...rest];
  }).sort((a, b) => a.start - b.start);
}
