// One sample of a connection as a whole.
import { roundTripMs } from './remote.mjs';
import { selectedPairs, totalBytes } from './selected_pair.mjs';

export class Connection {
  constructor() {
    this.selectedBefore = undefined;  // Map transport -> pair id, of the previous poll
    this.pairsBefore = undefined;     // Map transport -> Set of pair ids
  }

  sample(poll, report, history) {
    const selected = selectedPairs(report, history);
    const primary = [...selected].sort((a, b) => totalBytes(b.pair) - totalBytes(a.pair))[0];
    const local = report.get(primary?.pair.localCandidateId, 'local-candidate');
    const remote = report.get(primary?.pair.remoteCandidateId, 'remote-candidate');
    const transports = report.ofType('transport');
    const sample = {
      connectionState: poll.conn ?? undefined,
      iceConnectionState: poll.ice ?? undefined,
      dtlsState: (primary?.transport ?? transports[0])?.dtlsState,
      ...roundTrip(report, primary?.pair),
      availableOutgoingBitrate: primary?.pair.availableOutgoingBitrate,
      sendBitrate: this.bitrate('bytesSent', transports, selected, history),
      receiveBitrate: this.bitrate('bytesReceived', transports, selected, history),
      packetsDiscardedOnSendPerSecond: this.overPairs('packetsDiscardedOnSend', selected, history),
      localCandidateType: local?.candidateType,
      remoteCandidateType: remote?.candidateType,
      protocol: local?.candidateType === 'relay' ? local.relayProtocol ?? local.protocol : local?.protocol,
      networkType: local?.networkType,
      pathChangesDelta: this.pathChanges(transports, selected, history),
      iceRestartsDelta: this.iceRestarts(report),
      pageVisible: poll.visible ?? undefined,
      getStatsMs: poll.getStatsMs,
    };
    this.selectedBefore = byTransport(selected);
    this.pairsBefore = pairsByTransport(report);
    return sample;
  }

  bitrate(member, transports, selected, history) {
    const counting = transports.filter((transport) => transport[member] !== undefined);
    const bytes = counting.length > 0 ? sum(counting.map((transport) => history.intervalOf(transport).rate(member))) : this.overPairs(member, selected, history);
    return bytes === undefined ? undefined : 8 * bytes;
  }

  // A pair that carried nothing at the previous poll says nothing about the interval.
  overPairs(member, selected, history) {
    const known = ({ transport, pair }) => this.selectedBefore?.get(transport?.id ?? pair.transportId) === pair.id;
    if (selected.length === 0 || !selected.every(known)) return undefined;
    return sum(selected.map(({ pair }) => history.intervalOf(pair).rate(member)));
  }

  pathChanges(transports, selected, history) {
    if (this.selectedBefore === undefined) return undefined;
    const counting = transports.filter((transport) => transport.selectedCandidatePairChanges !== undefined);
    if (counting.length > 0) return sum(counting.map((transport) => history.intervalOf(transport).delta('selectedCandidatePairChanges')));
    const now = byTransport(selected);
    const keys = new Set([...now.keys(), ...this.selectedBefore.keys()]);
    return [...keys].filter((key) => now.get(key) !== this.selectedBefore.get(key)).length;
  }

  iceRestarts(report) {
    if (this.pairsBefore === undefined) return undefined;
    const replaced = ([transport, ids]) => {
      const before = this.pairsBefore.get(transport);
      return before !== undefined && ![...ids].some((id) => before.has(id));
    };
    return [...pairsByTransport(report)].filter(replaced).length;
  }
}

function byTransport(selected) {
  return new Map(selected.map(({ transport, pair }) => [transport?.id ?? pair.transportId, pair.id]));
}

function pairsByTransport(report) {
  const map = new Map();
  for (const pair of report.ofType('candidate-pair')) {
    if (!map.has(pair.transportId)) map.set(pair.transportId, new Set());
    map.get(pair.transportId).add(pair.id);
  }
  return map;
}

function roundTrip(report, pair) {
  const seconds = pair?.currentRoundTripTime;
  const measured = seconds > 0 || (seconds === 0 && (pair.totalRoundTripTime > 0 || pair.responsesReceived > 0));
  if (measured) return { rtt: 1000 * seconds, rttSource: 'candidate-pair' };
  const reports = [...report.ofType('remote-inbound-rtp'), ...report.ofType('remote-outbound-rtp')].filter((remote) => roundTripMs(remote) !== undefined);
  const newest = reports.sort((a, b) => b.timestamp - a.timestamp)[0];
  return newest ? { rtt: roundTripMs(newest), rttSource: 'rtcp' } : {};
}

function sum(values) {
  return values.includes(undefined) ? undefined : values.reduce((total, value) => total + value, 0);
}
