// Finds the freezes of a picture, and their causes, in the batches of one epoch, by the rules of core/sample/METRICS.md, "Freezes out of batches".

const mostApartMs = 10_000; // a sample covers the time since the previous one, unless that is longer ago
const standing = ['freeze', 'paused', 'source-stopped', 'static'];

// The state of each video's picture by the samples of a batch, as {stream, start, end, frozen}. `lastOf` keeps each stream's last sample time. A batch may
// be lost before this one, so only after the first sample `isSure` is true: `start` is then the poll before `end`.
function* picturesOf({ connections, inboundVideo = { streams: [] } }, lastOf) {
  for (const [i, { connection, id }] of inboundVideo.streams.entries()) {
    const stream = `${connections[connection].id}/${id}`;
    const { isFrozen } = inboundVideo;
    const own = Array.isArray(isFrozen) ? isFrozen[i] : isFrozen;
    for (const [k, t] of connections[connection].t.entries()) {
      const last = lastOf.get(stream) ?? t;
      lastOf.set(stream, t);
      yield { stream, start: t - last > mostApartMs ? t : last, end: t, frozen: Array.isArray(own) ? own[k] : own, isSure: k > 0 };
    }
  }
}

// The episodes of a standing picture by the events of a batch, in order.
function* standsOf({ connections, events = [] }) {
  for (const { type, phase, t, connection, stream, durationMs, intervalMs = durationMs, cause } of events) {
    if (!standing.includes(type)) continue;
    const [start, end] = phase === 'start' ? [t, t + intervalMs] : [t - intervalMs, t];
    yield { stream: `${connections[connection].id}/${stream}`, start, end, cause, isFreeze: type === 'freeze', phase, durationMs };
  }
}

// The frozen samples that no event covers; adjacent ones are merged.
function untold(frozen, told) {
  const stretches = [];
  for (const { stream, start, end } of frozen) {
    const before = stretches.findLast((stretch) => stretch.stream === stream);
    if (before?.end === start) before.end = end;
    else stretches.push({ stream, start, end, cause: 'unknown' });
  }
  const isTold = ({ stream, start, end }) => told.some((one) => one.stream === stream && one.start <= end && one.end >= start);
  return stretches.filter((stretch) => stretch.end > stretch.start && !isTold(stretch));
}

/** The freezes of one epoch as {stream, start, end, cause}, with `running` if no batch reports an end. `batches`: each once, in any order. */
export function freezesIn(batches) {
  const freezes = [];
  const running = new Map(); // by stream: freezes with a start event and no end yet
  const told = [];
  const frozen = [];
  const lastOf = new Map();
  let last = {}; // newest poll by connection
  for (const batch of batches.toSorted((a, b) => a.seq - b.seq)) {
    last = { ...last, ...Object.fromEntries(batch.connections.filter(({ t }) => t.length).map(({ id, t }) => [id, t.at(-1)])) };
    for (const { isFreeze, phase, durationMs, ...stand } of standsOf(batch)) {
      told.push(stand);
      if (!isFreeze) continue;
      if (phase === 'start') running.set(stand.stream, stand);
      else running.delete(stand.stream);
      if (phase === 'end' && durationMs > 0) freezes.push(stand);
    }
    for (const { frozen: isFrozen, isSure, ...picture } of picturesOf(batch, lastOf)) {
      if (isFrozen) frozen.push(picture);
      const begun = running.get(picture.stream);
      if (isFrozen !== false || !isSure || !begun || begun.end > (picture.start + picture.end) / 2) continue;
      freezes.push({ ...begun, end: Math.max(picture.start, begun.end) }); // the event of its end was lost
      running.delete(picture.stream);
    }
  }
  const open = [...running.values()].map((begun) => ({ ...begun, end: Math.max(begun.start, last[begun.stream.split('/')[0]]), running: true }));
  return [...freezes, ...open, ...untold(frozen, [...told, ...open])];
}
