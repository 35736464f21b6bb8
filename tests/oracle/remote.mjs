// What the receiver of an outbound stream reported. The timestamp is the arrival of the RTCP report and repeats until the next one.
import { growth, ratio } from './loss.mjs';

export function remoteOf(report, outbound) {
  const candidates = report.ofType('remote-inbound-rtp');
  return (
    candidates.find((remote) => remote.id === outbound.remoteId)
    ?? candidates.find((remote) => remote.localId !== undefined && remote.localId === outbound.id)
    ?? candidates.find((remote) => remote.ssrc !== undefined && remote.ssrc === outbound.ssrc && remote.kind === outbound.kind)
  );
}

export function roundTripMs(remote) {
  if (!(remote.roundTripTime > 0) || remote.roundTripTimeMeasurements === 0) return undefined;
  return remote.roundTripTime * 1000;
}

// remotePacketLoss, remoteJitter, remoteRtt; nothing if there is no new report.
export function remoteMembers(outbound, remote, interval) {
  if (!remote || interval.why === 'repeated') return {};
  const loss = reportedLoss(outbound, remote, interval);
  return {
    remotePacketLoss: loss === undefined ? undefined : Math.min(1, Math.max(0, loss)),
    remoteJitter: typeof remote.jitter === 'number' ? remote.jitter * 1000 : undefined,
    remoteRtt: roundTripMs(remote),
  };
}

function reportedLoss(outbound, remote, interval) {
  const memory = interval.memory;
  const sent = outbound.packetsSent === undefined ? undefined : outbound.packetsSent - (outbound.retransmittedPacketsSent ?? 0);
  const sentBefore = memory.sent;
  memory.sent = sent;
  const change = interval.delta('packetsLost');
  const lost = growth(memory, 'lost', change);
  const received = interval.delta('packetsReceived');
  const sane = remote.packetsReceived >= 0 && interval.before?.packetsReceived >= 0 && received >= 0;
  if (sane && lost !== undefined) return ratio(lost, lost + received);
  if (typeof remote.fractionLost === 'number' && !(remote.fractionLost === 0 && lost > 0)) return remote.fractionLost;
  if (lost === undefined || sent === undefined || sentBefore === undefined) return undefined;
  return ratio(lost, sent - sentBefore);
}
