// One sample of a received video stream, each member as sample_fields.def defines it.
import { FrameClock } from './frame_clock.mjs';
import { inboundLoss, lostBetween, ratio } from './loss.mjs';

// intervals with frames and no difference that make framesReceived a copy of framesDecoded, if there is no proof either way
const kCopiedIntervals = 10;

export function inboundVideo(interval) {
  const repeated = interval.why === 'repeated';
  const copied = framesReceivedIsACopy(interval);
  const received = copied ? undefined : interval.delta('framesReceived');
  const decodable = interval.delta('jitterBufferEmittedCount');
  const decoded = interval.delta('framesDecoded');
  const perSecond = (count) => (count === undefined ? undefined : count / interval.seconds);
  return {
    bitrate: perSecond(times(8, interval.delta('bytesReceived'))),
    ...inboundLoss(interval),
    jitter: times(1000, interval.gauge('jitter')),
    framesReceivedPerSecond: perSecond(received),
    framesDecodablePerSecond: perSecond(decodable),
    framesDecodedPerSecond: perSecond(decoded),
    framesDecodedDelta: decoded,
    framesDroppedPerSecond: interval.rate('framesDropped'),
    framesRenderedPerSecond: interval.rate('framesRendered'),
    framesNotDecodableDelta: lostBetween(interval.memory, 'undecodable', received, decodable, repeated),
    framesNotDecodedDelta: lostBetween(interval.memory, 'undecoded', decodable, decoded, repeated),
    keyFramesDecodedDelta: interval.delta('keyFramesDecoded'),
    frameAgeMs: frameAge(interval),
    freezeCountDelta: interval.delta('freezeCount'),
    pauseCountDelta: interval.delta('pauseCount'),
    nackPerSecond: interval.rate('nackCount'),
    pliPerSecond: interval.rate('pliCount'),
    firPerSecond: interval.rate('firCount'),
    jitterBufferDelayMs: interval.mean('jitterBufferDelay', 'jitterBufferEmittedCount', 1000),
    decodeTimeMs: interval.mean('totalDecodeTime', 'framesDecoded', 1000),
    frameWidth: interval.gauge('frameWidth') || undefined,
    frameHeight: interval.gauge('frameHeight') || undefined,
    qp: interval.mean('qpSum', 'framesDecoded'),
    retransmittedShare: ratio(interval.deltaFromAbsent('retransmittedBytesReceived', 'bytesReceived'), interval.delta('bytesReceived')),
    packetsDiscardedPerSecond: interval.rate('packetsDiscarded'),
  };
}

function times(factor, value) {
  return value === undefined ? undefined : factor * value;
}

// Chrome 118 to 143 (libwebrtc 5165743926 to bff7ad9c86) counts framesReceived when a frame is decoded. The proof: more frames were handed
// to the decoder than received.
function framesReceivedIsACopy(interval) {
  const { memory, now } = interval;
  if (now.framesReceived === undefined || now.framesDecoded === undefined) return false;
  if (now.framesReceived !== now.framesDecoded) {
    memory.framesReceivedDiffered = true;
    memory.copies = 0;
  } else if (interval.delta('framesDecoded') > 0) {
    memory.copies = (memory.copies ?? 0) + 1;
  }
  if (now.jitterBufferEmittedCount > now.framesReceived) memory.emittedMore = true;
  if (now.jitterBufferEmittedCount !== undefined) memory.emittedKnown = true;
  return !memory.framesReceivedDiffered && (memory.emittedKnown ? memory.emittedMore === true : (memory.copies ?? 0) >= kCopiedIntervals);
}

function frameAge(interval) {
  interval.memory.clock ??= new FrameClock();
  return interval.memory.clock.ageAt(interval);
}
