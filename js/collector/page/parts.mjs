// A long session arrives thinned to what a plot can show. When the user zooms in, that part is fetched at a finer resolution.
import { keyOf } from './marks.mjs';

/** Whether samples were left out: a connection has fewer rows than polls. */
export function isThinned({ streams, connections }) {
  const rows = new Map(streams
    .filter(({ kind }) => kind === 'connection')
    .map(({ epoch, id, connection, t }) => [`${epoch} ${connection ?? id}`, t.length]));
  return connections.some(({ epoch, id, samples }) => rows.get(`${epoch} ${id}`) < samples);
}

/** `[t, values]` of one member of a stream, with the finer samples of `part` ({ from, to, session }, or null) in its time range. */
export function withPart(stream, member, part) {
  const values = stream.columns[member];
  const fine = part?.session.streams.find((candidate) => keyOf(candidate) === keyOf(stream));
  if (!fine?.columns[member]) return [stream.t, values];
  const [before, behind] = [stream.t.findLastIndex((t) => t < part.from) + 1, stream.t.findIndex((t) => t > part.to)];
  const [t, finer] = [[stream.t, fine.t], [values, fine.columns[member]]]
    .map(([coarse, detail]) => [...coarse.slice(0, before), ...detail, ...(behind < 0 ? [] : coarse.slice(behind))]);
  return [t, finer];
}
