// Finds video freezes and their causes in the batches of one epoch, by the rules of core/sample/METRICS.md, "Freezes from batches".

const mostApartMs = 10_000; // a sample covers the time since the previous one, unless that is longer ago
const episodeTypes = ['freeze', 'paused', 'source-stopped', 'static'];

// The samples of each video in a batch, as {stream, start, end, isFrozen}. `lastOf` keeps each stream's last sample time. The batch before
// this one may be lost, so `isSure` is true only after the first sample: then `start` is the poll before `end`.
function* samplesOf({ connections, inboundVideo = { streams: [] } }, lastOf) {
  for (const [i, { connection, id }] of inboundVideo.streams.entries()) {
    const stream = `${connections[connection].id}/${id}`;
    const { isFrozen } = inboundVideo;
    const own = Array.isArray(isFrozen) ? isFrozen[i] : isFrozen;
    for (const [k, t] of connections[connection].t.entries()) {
      const last = lastOf.get(stream) ?? t;
      lastOf.set(stream, t);
      yield { stream, start: t - last > mostApartMs ? t : last, end: t, isFrozen: Array.isArray(own) ? own[k] : own, isSure: k > 0 };
    }
  }
}

// The events of a batch that explain a static picture, in order.
function* episodesOf({ connections, events = [] }) {
  for (const { type, phase, t, connection, stream, durationMs, intervalMs = durationMs, cause } of events) {
    if (!episodeTypes.includes(type)) continue;
    const [start, end] = phase === 'start' ? [t, t + intervalMs] : [t - intervalMs, t];
    yield { stream: `${connections[connection].id}/${stream}`, start, end, cause, isFreeze: type === 'freeze', phase, durationMs };
  }
}

// The frozen samples that no event covers; adjacent ones are merged.
function uncovered(frozenSamples, episodes) {
  const merged = [];
  for (const { stream, start, end } of frozenSamples) {
    const before = merged.findLast((freeze) => freeze.stream === stream);
    if (before?.end === start) before.end = end;
    else merged.push({ stream, start, end, cause: 'unknown' });
  }
  const isCovered = ({ stream, start, end }) => episodes.some((one) => one.stream === stream && one.start <= end && one.end >= start);
  return merged.filter((freeze) => freeze.end > freeze.start && !isCovered(freeze));
}

/**
 * The freezes of one epoch as {stream, start, end, cause}, with `running` if no batch reports an end. `batches`: each once, in any order.
 */
export function freezesIn(batches) {
  const freezes = [];
  const running = new Map(); // by stream: freezes with a start event and no end yet
  const episodes = [];
  const frozenSamples = [];
  const lastOf = new Map();
  let last = {}; // newest poll by connection
  for (const batch of batches.toSorted((a, b) => a.seq - b.seq)) {
    last = { ...last, ...Object.fromEntries(batch.connections.filter(({ t }) => t.length).map(({ id, t }) => [id, t.at(-1)])) };
    for (const { isFreeze, phase, durationMs, ...episode } of episodesOf(batch)) {
      episodes.push(episode);
      if (!isFreeze) continue;
      if (phase === 'start') running.set(episode.stream, episode);
      else running.delete(episode.stream);
      if (phase === 'end' && durationMs > 0) freezes.push(episode);
    }
    for (const { isFrozen, isSure, ...sample } of samplesOf(batch, lastOf)) {
      if (isFrozen) frozenSamples.push(sample);
      const begun = running.get(sample.stream);
      if (isFrozen !== false || !isSure || !begun || begun.end > (sample.start + sample.end) / 2) continue;
      freezes.push({ ...begun, end: Math.max(sample.start, begun.end) }); // the event of its end was lost
      running.delete(sample.stream);
    }
  }
  const open = [...running.values()].map((begun) => ({
    ...begun, end: Math.max(begun.start, last[begun.stream.split('/')[0]]), running: true,
  }));
  return [...freezes, ...open, ...uncovered(frozenSamples, [...episodes, ...open])];
}
