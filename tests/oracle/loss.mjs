// Losses: what should have arrived and did not, minus the debt from earlier intervals.
//
// packetsLost (RFC 3550 6.4.1) decreases when late packets arrive. A decrease is remembered as a debt and subtracted from the next
// increase. The same holds for frames that are between two stages at a poll.

// The growth of a signed quantity, never negative. `memory[key]` holds the remaining debt.
export function growth(memory, key, change) {
  if (change === undefined) {
    memory[key] = 0;
    return undefined;
  }
  const sum = change + (memory[key] ?? 0);
  memory[key] = Math.min(0, sum);
  return Math.max(0, sum);
}

export function ratio(part, whole) {
  if (part === undefined || whole === undefined || !(whole > 0)) return undefined;
  return Math.min(1, Math.max(0, part / whole));
}

// Frames that left one stage and did not reach the next.
export function lostBetween(memory, key, entered, left, repeated) {
  if (repeated) return undefined;
  return growth(memory, key, entered === undefined || left === undefined ? undefined : entered - left);
}

// packetLoss and residualPacketLoss of an inbound stream.
export function inboundLoss(interval) {
  if (interval.why === 'repeated') return {};
  const lostChange = interval.delta('packetsLost');
  const received = interval.delta('packetsReceived');
  const retransmitted = interval.now.retransmittedPacketsReceived === undefined ? 0 : interval.deltaFromAbsent(
    'retransmittedPacketsReceived', 'packetsReceived',
  );
  const hasFec = interval.now.fecSsrc !== undefined && interval.now.fecPacketsReceived !== undefined;
  const repair = hasFec ? interval.deltaFromAbsent('fecPacketsReceived', 'packetsReceived') : 0;
  const lost = lostChange === undefined ? undefined : growth(interval.memory, 'lost', lostChange);
  if ([lost, received, retransmitted, repair].includes(undefined)) return {};
  const media = Math.max(0, received - retransmitted - repair);
  const expected = lost + media;
  return {
    packetLoss: ratio(lost, expected),
    residualPacketLoss: interval.now.retransmittedPacketsReceived === undefined ? undefined : ratio(
      Math.max(0, lost - retransmitted), expected,
    ),
  };
}
