// One sample of a sent stream, video or audio.
import { audioLevel } from './inbound_audio.mjs';
import { lostBetween, ratio } from './loss.mjs';
import { remoteMembers, remoteOf } from './remote.mjs';

const kLimits = ['none', 'cpu', 'bandwidth', 'other'];
const kMsEra = 10;  // durations that grow by more than this times the interval are in milliseconds (Chrome before 99)

export function outboundVideo(report, history, interval) {
  const { now, memory } = interval;
  const repeated = interval.why === 'repeated';
  const source = history.intervalOf(sourceOf(report, now));
  const captured = source?.delta('frames');
  const encoded = interval.delta('framesEncoded');
  const perLayer = Number(now.scalabilityMode?.[1]) > 1; // SVC: framesEncoded and framesSent count every spatial layer of a picture
  return {
    ...common(report, history, interval),
    framesCapturedPerSecond: captureRate(source, now),
    framesEncodedPerSecond: perLayer ? interval.gauge('framesPerSecond') : interval.rate('framesEncoded'),
    framesSentPerSecond: perLayer ? undefined : interval.rate('framesSent'),
    framesNotEncodedDelta: lostBetween(memory, 'unencoded', alike(source, interval) && !perLayer ? captured : undefined, encoded, repeated),
    framesNotSentDelta: lostBetween(memory, 'unsent', encoded, interval.delta('framesSent'), repeated),
    hugeFramesSentDelta: interval.delta('hugeFramesSent'),
    keyFramesEncodedDelta: interval.delta('keyFramesEncoded'),
    qualityLimitationReason: now.qualityLimitationReason,
    ...limitationShares(interval),
    encodeTimeMs: interval.mean('totalEncodeTime', 'framesEncoded', 1000),
    frameWidth: interval.gauge('frameWidth') || undefined,
    frameHeight: interval.gauge('frameHeight') || undefined,
    qp: interval.mean('qpSum', 'framesEncoded'),
    nackPerSecond: interval.rate('nackCount'),
    pliPerSecond: interval.rate('pliCount'),
    firPerSecond: interval.rate('firCount'),
  };
}

export function outboundAudio(report, history, interval) {
  return {
    ...common(report, history, interval),
    audioLevel: audioLevel(sourceOf(report, interval.now)?.audioLevel ?? interval.now.sourceLevel),
  };
}

function common(report, history, interval) {
  const { now } = interval;
  const remote = remoteOf(report, now);
  return {
    bitrate: interval.rate('bytesSent') === undefined ? undefined : 8 * interval.rate('bytesSent'),
    targetBitrate: interval.gauge('targetBitrate'),
    packetSendDelayMs: interval.mean('totalPacketSendDelay', 'packetsSent', 1000),
    retransmittedShare: ratio(interval.delta('retransmittedBytesSent'), interval.delta('bytesSent')),
    active: typeof now.active === 'boolean' ? now.active : undefined,
    ...remoteMembers(now, remote, history.intervalOf(remote)),
  };
}

// A source that was absent for one poll has an interval of two.
function alike(source, interval) {
  return Math.abs(source?.seconds - interval.seconds) <= interval.seconds / 2;
}

// Firefox names no source; Chrome before 148 only on the first simulcast layer. A source that another stream names belongs to that stream.
function sourceOf(report, outbound) {
  const sources = report.ofType('media-source').filter((source) => source.kind === outbound.kind);
  const shared = outbound.mid === undefined ? 'trackId' : 'mid';
  const others = report.ofType('outbound-rtp').filter((other) => other.kind === outbound.kind && other.mediaSourceId);
  const sibling = others.find((other) => other[shared] === outbound[shared] && outbound[shared] !== undefined
    && (other.mid === undefined) === (outbound.mid === undefined));
  const id = outbound.mediaSourceId ?? sibling?.mediaSourceId;
  if (id !== undefined) return sources.find((source) => source.id === id);
  return sources.length === 1 && !others.some((other) => other.mediaSourceId === sources[0].id) ? sources[0] : undefined;
}

function captureRate(source, outbound) {
  if (!source) return outbound.captureRate;
  return source.now.frames === undefined ? source.gauge('framesPerSecond') : source.rate('frames');
}

function limitationShares(interval) {
  const seconds = Object.fromEntries(kLimits.map((reason) => [reason, interval.delta(`limited.${reason}`)]));
  const total = kLimits.reduce((sum, reason) => sum + (seconds[reason] ?? 0), 0);
  const unit = total > kMsEra * interval.seconds ? 1000 : 1;
  const share = (reason) => ratio(seconds[reason], interval.seconds === undefined ? undefined : interval.seconds * unit);
  return { cpuLimitedShare: share('cpu'), bandwidthLimitedShare: share('bandwidth'), otherLimitedShare: share('other') };
}
