// What browsers omit: each ablation removes members from a line.

const kVideo = (stats) => stats.type === 'inbound-rtp' && stats.kind === 'video';
const without = (...members) => (line) => {
  for (const stats of Object.values(line.report)) for (const member of members) delete stats[member];
  return line;
};
const withoutType = (type) => (line) => {
  for (const [id, stats] of Object.entries(line.report)) if (stats.type === type) delete line.report[id];
  return line;
};

export const ablations = [
  ['no freezeCount, no pauses', without('freezeCount', 'totalFreezesDuration', 'pauseCount', 'totalPausesDuration')],
  ['no inter-frame delays', without('totalInterFrameDelay', 'totalSquaredInterFrameDelay')],
  ['no squared delay', without('totalSquaredInterFrameDelay')],
  ['no last packet times', without('lastPacketReceivedTimestamp')],
  ['no sender reports', withoutType('remote-outbound-rtp')],
  ['no jitterBufferEmittedCount', without('jitterBufferEmittedCount', 'jitterBufferDelay')],
  ['no framesReceived, framesDropped', without('framesReceived', 'framesDropped')],
  ['no pair counters', (line) => {
    for (const stats of Object.values(line.report)) if (stats.type === 'candidate-pair') {
      for (const member of ['requestsSent', 'responsesReceived', 'currentRoundTripTime', 'availableOutgoingBitrate']) delete stats[member];
    }
    return line;
  }],
  ['no transport', withoutType('transport')],
  ['no audio', (line) => {
    for (const [id, stats] of Object.entries(line.report)) if (stats.type === 'inbound-rtp' && !kVideo(stats)) delete line.report[id];
    return line;
  }],
];
