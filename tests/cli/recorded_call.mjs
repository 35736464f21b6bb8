// A synthetic recorded call: one received video at 25 frames per second that freezes for a while although bytes keep arriving.

const kFps = 25;
const kFrameBytes = 4000;
export const kStart = 1_800_000_000_000;

function reportAt(second, { from, to }) {
  const timestamp = kStart + second * 1000;
  const received = second * kFps;
  const decoded = (second <= from ? second : second <= to ? from : second - (to - from)) * kFps;
  // libwebrtc's sums up to the newest frame: the time between frames, and its square.
  const gap = 1 / kFps;
  const longGap = second > to ? to - from + gap : 0;
  const gaps = Math.max(0, decoded - 1 - (longGap ? 1 : 0));
  return [
    {
      id: 'T1', type: 'transport', timestamp, selectedCandidatePairId: 'CP1', dtlsState: 'connected',
      bytesReceived: received * kFrameBytes, bytesSent: second * 500,
    },
    {
      id: 'CP1', type: 'candidate-pair', timestamp, transportId: 'T1', state: 'succeeded', nominated: true,
      currentRoundTripTime: 0.04, responsesReceived: second + 1, totalRoundTripTime: 0.04 * (second + 1),
      bytesReceived: received * kFrameBytes, bytesSent: second * 500,
    },
    {
      id: 'IT01V1', type: 'inbound-rtp', kind: 'video', timestamp, ssrc: 1001, mid: '0', transportId: 'T1',
      bytesReceived: received * kFrameBytes, packetsReceived: received * 4, packetsLost: 0, jitter: 0.004, nackCount: 0, firCount: 0,
      pliCount: second > from ? Math.min(second, to) - from : 0,
      framesReceived: received, framesDecoded: decoded, framesDropped: 0, keyFramesDecoded: second > to ? 2 : 1,
      framesPerSecond: second > from && second <= to ? 0 : kFps,
      totalInterFrameDelay: gaps * gap + longGap, totalSquaredInterFrameDelay: gaps * gap * gap + longGap * longGap,
      totalDecodeTime: decoded * 0.002, jitterBufferDelay: decoded * 0.02, jitterBufferEmittedCount: decoded,
      lastPacketReceivedTimestamp: timestamp - 5,
    },
  ];
}

/** The line of one poll, `second` seconds into a call whose picture is frozen from second `from` to second `to`. */
export const recordedLine = (second, { from, to }) => JSON.stringify({
  t: kStart + second * 1000, pc: 'viewer', perf: second * 1000, getStatsMs: 2, conn: 'connected', ice: 'connected', visible: true,
  report: reportAt(second, { from, to }),
});

/** The call's lines, one poll per second for `seconds`. */
export const recordedCall = ({ seconds = 30, from = 10, to = 18 } = {}) => Array.from(
  { length: seconds }, (_, second) => recordedLine(second, { from, to }),
);
