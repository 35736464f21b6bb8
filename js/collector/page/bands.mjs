// The stretches of a session in which a picture stood still, for drawing and for the list. What was frozen, and why, the core
// has judged; here its findings are only put beside the streams.

// Two polls at the slowest rate, as in the core's AlertRule: nobody saw what was in a longer gap between samples.
const kMostGapMs = 10_000;

/** Joins a stream's frozen samples into stretches { start, end }: a sample speaks for the time since the one before, unless that is too long ago. */
export function frozenBands({ t, columns }) {
  const frozen = columns.isFrozen ?? [];
  const bands = [];
  t.forEach((end, i) => {
    if (frozen[i] !== true) return;
    const begin = i > 0 && end - t[i - 1] <= kMostGapMs ? t[i - 1] : end;
    const last = bands.at(-1);
    if (last?.end === begin) last.end = end;
    else bands.push({ start: begin, end });
  });
  return bands;
}

const overlaps = (a, b) => a.start <= b.end && b.start <= a.end;

const inOrder = (stretches) => stretches.sort((a, b) => a.start - b.start);

// What the core found (`freezes` or `episodes` of a connection), each beside its stream: { stream, type?, start, end, durationMs, precision, count, cause,
// confidence }. A stream of which only events arrived has no columns.
function found({ streams, connections }, list) {
  return connections.flatMap((connection) => connection[list].map((finding) => {
    const isIts = ({ epoch, connection: id, id: stream }) => epoch === connection.epoch && id === connection.id && stream === finding.stream;
    const unseen = { kind: 'inboundVideo', epoch: connection.epoch, connection: connection.id, id: finding.stream, stream: `${connection.id}/${finding.stream}`, t: [], columns: {} };
    return { ...finding, stream: streams.find(isIts) ?? unseen };
  }));
}

/** The freezes of a session, in order of time: those that the core found, and frozen samples of which it was told nothing else, to a poll and without a cause. */
export function listFreezes(session) {
  const told = found(session, 'freezes');
  const covered = (stream, band) => told.some((freeze) => freeze.stream === stream && overlaps(band, freeze));
  const rest = session.streams.filter(({ kind }) => kind === 'inboundVideo').flatMap((stream) => frozenBands(stream)
    .filter((band) => !covered(stream, band))
    .map((band) => ({ ...band, stream, durationMs: band.end - band.start, precision: 'poll', count: 1, cause: null, confidence: null })));
  return inOrder([...told, ...rest]);
}

/** Stretches without a picture that were no freeze: paused, a source that stopped, a screen share that did not change. */
export const listPauses = (session) => inOrder(found(session, 'episodes'));
