// One sample of a received audio stream.
import { inboundLoss, ratio } from './loss.mjs';
import { mos, mosDelay } from './mos.mjs';

export function inboundAudio(interval, playout, rttMs) {
  const samples = interval.delta('totalSamplesReceived');
  const bitrate = interval.rate('bytesReceived') === undefined ? undefined : 8 * interval.rate('bytesReceived');
  const loss = inboundLoss(interval);
  const audible = ratio(minus(interval.delta('concealedSamples'), interval.delta('silentConcealedSamples')), samples);
  const jitterBufferDelayMs = interval.mean('jitterBufferDelay', 'jitterBufferEmittedCount', 1000);
  const playoutDelayMs = playout?.mean('totalPlayoutDelay', 'totalSamplesCount', 1000);
  const delay = mosDelay(rttMs, jitterBufferDelayMs, playoutDelayMs);
  const audibleLoss = audible ?? loss.residualPacketLoss ?? loss.packetLoss;
  const score = mos(bitrate, delay, audibleLoss);
  return {
    bitrate,
    ...loss,
    jitter: interval.gauge('jitter') === undefined ? undefined : 1000 * interval.gauge('jitter'),
    packetsDiscardedPerSecond: interval.rate('packetsDiscarded'),
    audibleConcealmentRatio: audible,
    concealmentEventsDelta: interval.delta('concealmentEvents'),
    timeStretchRatio: ratio(plus(
      interval.delta('insertedSamplesForDeceleration'), interval.delta('removedSamplesForAcceleration'),
    ), samples),
    jitterBufferDelayMs,
    playoutDelayMs,
    audioLevel: audioLevel(interval.now.audioLevel),
    mos: score,
    mosDelayMs: score === undefined ? undefined : delay,
    mosLoss: score === undefined ? undefined : audibleLoss,
  };
}

// 0..1; 0..32767 in Chrome before 88.
export function audioLevel(level) {
  if (typeof level !== 'number' || level < 0) return undefined;
  return level > 1 ? level / 32767 : level;
}

function plus(a, b) {
  return a === undefined || b === undefined ? undefined : a + b;
}

function minus(a, b) {
  return a === undefined || b === undefined ? undefined : a - b;
}
