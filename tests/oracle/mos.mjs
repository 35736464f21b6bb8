// Mean opinion score of received audio: the E-model as simplified by rtcscore and LiveKit, with the correct delay term, 0.1 * (delay - 150)
// above 150 ms; ITU-T G.107 for R to MOS.
const kCodecAndDeviceMs = 20;
const kLossRobustness = 10;
const kImpairmentWithoutBitrate = 6;

export function mosDelay(rttMs, jitterBufferMs, playoutMs) {
  if (rttMs === undefined || jitterBufferMs === undefined) return undefined;
  return kCodecAndDeviceMs + rttMs / 2 + jitterBufferMs + (playoutMs ?? 0);
}

export function mos(bitrate, delayMs, loss) {
  if (delayMs === undefined || loss === undefined) return undefined;
  const codec = bitrate > 0 ? clamp(55 - 4.6 * Math.log(bitrate), 0, 30) : kImpairmentWithoutBitrate;
  const percent = 100 * loss;
  const withLoss = codec + ((100 - codec) * percent) / (percent + kLossRobustness);
  const delay = 0.03 * delayMs + (delayMs > 150 ? 0.1 * (delayMs - 150) : 0);
  const r = clamp(100 - withLoss - delay, 0, 100);
  return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
