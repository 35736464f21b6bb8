// The candidate pairs that carry the call: those named by the transports, else those marked by Firefox, else the most recently active
// nominated one.

// [{transport, pair}], one per transport that has a pair.
export function selectedPairs(report, history) {
  const pairs = report.ofType('candidate-pair');
  const naming = report.ofType('transport').filter((transport) => transport.selectedCandidatePairId !== undefined);
  if (naming.length > 0) {
    return naming
      .map((transport) => ({ transport, pair: pairs.find((pair) => pair.id === transport.selectedCandidatePairId) }))
      .filter(({ pair }) => pair);
  }
  const marked = pairs.filter((pair) => pair.selected === true);
  const candidates = marked.length > 0 ? marked : pairs.filter((pair) => pair.state === 'succeeded' && pair.nominated === true);
  const groups = new Set(candidates.map((pair) => pair.transportId));
  return [...groups].map((transportId) => ({
    transport: report.get(transportId, 'transport'),
    pair: candidates.filter((pair) => pair.transportId === transportId).sort((a, b) => moreActive(a, b, history))[0],
  }));
}

function moreActive(a, b, history) {
  const recent = (pair) => (history.intervalOf(pair).delta('bytesSent') ?? 0) + (history.intervalOf(pair).delta('bytesReceived') ?? 0);
  return recent(b) - recent(a) || (b.lastPacketReceivedTimestamp ?? 0) - (a.lastPacketReceivedTimestamp ?? 0)
    || totalBytes(b) - totalBytes(a);
}

export function totalBytes(pair) {
  return (pair.bytesSent ?? 0) + (pair.bytesReceived ?? 0);
}
