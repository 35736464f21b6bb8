// Makes the polls of a synthetic call.

export const kT0 = 1_700_000_000_000;

// reports: one array of stats objects per poll. `at`: the poll's time in ms from T0; `host`: members of the host row besides `perf`.
// An object without a timestamp gets that of its poll.
export function call(reports, { at = (poll) => 1000 * poll, perf = at, host = () => ({}), pc = 'pc' } = {}) {
  return reports.map((report, poll) => ({
    t: kT0 + at(poll),
    pc,
    ...(perf ? { perf: 5000 + perf(poll) } : {}),
    ...host(poll),
    report: report.map((object) => ({ timestamp: kT0 + at(poll), ...object })),
  }));
}

// n polls made by a function of the poll's number.
export function times(n, make) {
  return Array.from({ length: n }, (_, poll) => make(poll));
}

export const inboundVideo = (members) => ({ type: 'inbound-rtp', id: 'IV', kind: 'video', ssrc: 1, ...members });
export const inboundAudio = (members) => ({ type: 'inbound-rtp', id: 'IA', kind: 'audio', ssrc: 2, ...members });
export const outboundVideo = (members) => ({ type: 'outbound-rtp', id: 'OV', kind: 'video', ssrc: 3, ...members });
export const remoteInbound = (members) => ({ type: 'remote-inbound-rtp', id: 'RI', kind: 'video', ssrc: 3, localId: 'OV', ...members });
export const pair = (members) => ({ type: 'candidate-pair', id: 'CP', state: 'succeeded', nominated: true, transportId: 'T', ...members });
export const transport = (members) => ({ type: 'transport', id: 'T', selectedCandidatePairId: 'CP', dtlsState: 'connected', ...members });

// The expected members of one stream at one poll.
export const video = (poll, members, stream = 'IV') => ({ poll, kind: 'inboundVideo', stream, members });
export const audio = (poll, members, stream = 'IA') => ({ poll, kind: 'inboundAudio', stream, members });
export const sentVideo = (poll, members, stream = 'OV') => ({ poll, kind: 'outboundVideo', stream, members });
export const connection = (poll, members) => ({ poll, kind: 'connection', stream: undefined, members });
