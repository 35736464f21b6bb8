// The core's findings in a session, joined with the streams they are about, for drawing and for the list. The core makes all judgements.

// `freezes` or `episodes` of the connections, in chronological order:
// { stream, type?, start, end, durationMs, precision, count, cause, confidence }. A stream of which only events arrived has no columns.
function found({ streams, connections }, list) {
  return connections.flatMap((connection) => connection[list].map((finding) => {
    const isIts = ({ epoch, connection: id, id: stream }) => epoch === connection.epoch
      && id === connection.id && stream === finding.stream;
    const unseen = {
      kind: 'inboundVideo', epoch: connection.epoch, connection: connection.id,
      id: finding.stream, stream: `${connection.id}/${finding.stream}`, t: [], columns: {},
    };
    return { ...finding, stream: streams.find(isIts) ?? unseen };
  })).sort((a, b) => a.start - b.start);
}

/** The freezes of a session. */
export const listFreezes = (session) => found(session, 'freezes');

/** Stretches without new pictures that were not freezes: a pause, a source that stopped, a screen share that did not change. */
export const listPauses = (session) => found(session, 'episodes');
