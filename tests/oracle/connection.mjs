// One sample of a connection as a whole.
import { roundTripMs } from './remote.mjs';
import { selectedPairs, totalBytes } from './selected_pair.mjs';

export class Connection {
  constructor() {
    this.selectedBefore = undefined;  // Map transport -> pair id, the last one selected
    this.candidatesKnown = new Set();
    this.pollsOnPath = 0;
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
      pathChangesDelta: this.pathChanges(selected, history),
      iceRestartsDelta: this.iceRestarts(selected),
      pageVisible: poll.visible ?? undefined,
      getStatsMs: poll.getStatsMs,
    };
    this.learnCandidates(report, selected);
    this.selectedBefore = new Map([...(this.selectedBefore ?? []), ...byTransport(selected)]);
    return sample;
  }

  learnCandidates(report, selected) {
    const changed = !this.selectedBefore?.size || selected.some(({ transport, pair }) => {
      const was = this.selectedBefore.get(transport?.id ?? pair.transportId);
      return was !== undefined && was !== pair.id;
    });
    this.pollsOnPath = changed ? 0 : this.pollsOnPath + 1;
    if (this.pollsOnPath > 1) return;
    if (changed) this.candidatesKnown.clear();
    for (const object of report.objects) {
      if (object.type === 'local-candidate' || object.type === 'remote-candidate') this.candidatesKnown.add(object.id);
    }
  }

  bitrate(member, transports, selected, history) {
    const counting = transports.filter((transport) => transport[member] !== undefined);
    const bytes = counting.length > 0 ? sum(counting.map((transport) => history.intervalOf(transport).rate(member))) : this.overPairs(
      member, selected, history,
    );
    return bytes === undefined ? undefined : 8 * bytes;
  }

  // A pair that was not selected at the previous poll says nothing about the interval.
  overPairs(member, selected, history) {
    const known = ({ transport, pair }) => this.selectedBefore?.get(transport?.id ?? pair.transportId) === pair.id;
    if (selected.length === 0 || !selected.every(known)) return undefined;
    return sum(selected.map(({ pair }) => history.intervalOf(pair).rate(member)));
  }

  // By each transport's counter. A re-created transport has lost its count, but its pair is a different one.
  pathChanges(selected, history) {
    const before = this.selectedBefore;
    if (!before?.size || selected.length === 0) return undefined;
    return sum(selected.map(({ transport, pair }) => {
      const was = before.get(transport?.id ?? pair.transportId);
      const counted = transport ? history.intervalOf(transport).delta('selectedCandidatePairChanges') ?? 0 : 0;
      return Math.max(counted, was !== undefined && was !== pair.id ? 1 : 0);
    }));
  }

  // After a restart both ends gather new candidates (RFC 8445, 2.4): neither candidate of the newly selected pair was known when the path
  // before was chosen, or a poll later. (The old pairs stay in the report.)
  iceRestarts(selected) {
    const before = this.selectedBefore;
    if (!before?.size || selected.length === 0) return undefined;
    const restarted = ({ transport, pair }) => {
      const was = before.get(transport?.id ?? pair.transportId);
      const isNew = (candidate) => candidate !== undefined && !this.candidatesKnown.has(candidate);
      return was !== undefined && was !== pair.id && isNew(pair.localCandidateId) && isNew(pair.remoteCandidateId);
    };
    return selected.filter(restarted).length;
  }
}

function byTransport(selected) {
  return new Map(selected.map(({ transport, pair }) => [transport?.id ?? pair.transportId, pair.id]));
}

function roundTrip(report, pair) {
  const seconds = pair?.currentRoundTripTime;
  const measured = seconds > 0 || (seconds === 0 && (pair.totalRoundTripTime > 0 || pair.responsesReceived > 0));
  if (measured) return { rtt: 1000 * seconds, rttSource: 'candidate-pair' };
  const reports = [
    ...report.ofType('remote-inbound-rtp'), ...report.ofType('remote-outbound-rtp'),
  ].filter((remote) => roundTripMs(remote) !== undefined);
  const newest = reports.sort((a, b) => b.timestamp - a.timestamp || roundTripMs(b) - roundTripMs(a))[0];
  return newest ? { rtt: roundTripMs(newest), rttSource: 'rtcp' } : {};
}

function sum(values) {
  return values.includes(undefined) ? undefined : values.reduce((total, value) => total + value, 0);
}
