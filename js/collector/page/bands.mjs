// The stretches of a session in which a picture stood still, for drawing and for the list. What was frozen, and why, was
// judged in the page, by the core; here its verdicts are only put together.

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

const belongsTo = (stream) => (event) => event.epoch === stream.epoch && event.connection === stream.connection && event.stream === stream.id;

// What events tell to have been over. A freeze known from counters alone lies somewhere between two frames: `intervalMs`
// is the time between those, `durationMs` how much of it was frozen, in `count` pieces.
function finished(stream, events, types) {
  return events.filter((event) => types.includes(event.type) && event.phase === 'end' && event.durationMs > 0).filter(belongsTo(stream))
    .map(({ t, type, durationMs, intervalMs, precision, count = 1, cause = null, confidence = null }) => (
      { stream, type, start: t - (intervalMs ?? durationMs), end: t, durationMs, precision, count, cause, confidence }));
}

const videosOf = (session) => session.streams.filter((stream) => stream.kind === 'inboundVideo');
const inOrder = (stretches) => stretches.sort((a, b) => a.start - b.start);

/**
 * The freezes of a session, in order of time: { stream, start, end, durationMs, precision, count, cause, confidence }. An event tells
 * bounds and cause; frozen samples without one that ended it give the bounds to a poll, and the event that began it, if there is one, the
 * cause as it looks so far.
 */
export function listFreezes(session) {
  return inOrder(videosOf(session).flatMap((stream) => {
    const told = finished(stream, session.events, ['freeze']);
    const events = session.events.filter(({ type }) => type === 'freeze').filter(belongsTo(stream));
    const begun = events.filter(({ phase, t }) => phase === 'start' && !events.some((event) => event.phase === 'end' && event.t >= t));
    const rest = frozenBands(stream).filter((band) => !told.some((freeze) => overlaps(band, freeze))).map((band) => {
      const running = begun.findLast(({ t }) => t <= band.end);
      const { t: start = band.start, cause = null, confidence = null } = running ?? {};
      return { stream, start, end: band.end, durationMs: band.end - start, precision: 'poll', count: 1, cause, confidence };
    });
    return [...told, ...rest];
  }));
}

/** Stretches without a picture that were no freeze: paused, a source that stopped, a screen share that did not change. */
export const listPauses = (session) => inOrder(videosOf(session).flatMap((stream) => finished(stream, session.events, ['paused', 'source-stopped', 'static'])));
