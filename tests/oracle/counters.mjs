// The cumulative members, from W3C webrtc-stats, and the groups of them that restart together while their object lives on.
//
// main     the object as a whole: if one decreases, the object was restarted
// quality  libwebrtc's VideoQualityObserver, re-created when the content type flips (receive_statistics_proxy.cc, OnDecodedFrame)
// qp       qpSum restarts after a frame without QP (same function)
// limits   qualityLimitationDurations restarted on a codec switch (libwebrtc before 2025-09)

const kInbound = [
  'packetsReceived', 'bytesReceived', 'headerBytesReceived', 'retransmittedPacketsReceived', 'retransmittedBytesReceived',
  'fecPacketsReceived', 'fecBytesReceived',
  'fecPacketsDiscarded', 'packetsDiscarded', 'nackCount', 'pliCount', 'firCount', 'jitterBufferDelay', 'jitterBufferTargetDelay',
  'jitterBufferMinimumDelay',
  'jitterBufferEmittedCount', 'totalProcessingDelay', 'framesReceived', 'framesDecoded', 'keyFramesDecoded', 'framesDropped',
  'framesRendered',
  'framesAssembledFromMultiplePackets', 'totalAssemblyTime', 'totalDecodeTime', 'totalSamplesReceived', 'concealedSamples',
  'silentConcealedSamples',
  'concealmentEvents', 'insertedSamplesForDeceleration', 'removedSamplesForAcceleration',
];
const kOutbound = [
  'packetsSent', 'bytesSent', 'headerBytesSent', 'retransmittedPacketsSent', 'retransmittedBytesSent', 'totalPacketSendDelay', 'nackCount',
  'pliCount', 'firCount',
  'framesEncoded', 'framesSent', 'hugeFramesSent', 'totalEncodeTime', 'totalEncodedBytesTarget', 'qualityLimitationResolutionChanges',
];
const kQuality = [
  'totalInterFrameDelay', 'totalSquaredInterFrameDelay', 'freezeCount', 'totalFreezesDuration', 'pauseCount', 'totalPausesDuration',
  'corruptionMeasurements',
  'totalCorruptionProbability',
];
const kLimits = ['limited.none', 'limited.cpu', 'limited.bandwidth', 'limited.other'];
const kRoundTrips = ['totalRoundTripTime', 'roundTripTimeMeasurements'];

const kGroups = {
  'inbound-rtp': { main: kInbound, quality: kQuality, qp: ['qpSum'] },
  'outbound-rtp': { main: kOutbound, limits: kLimits, qp: ['qpSum'], keyFrames: ['keyFramesEncoded'] },
  'remote-inbound-rtp': { main: kRoundTrips },
  'remote-outbound-rtp': { main: ['packetsSent', 'bytesSent', 'reportsSent', ...kRoundTrips] },
  'candidate-pair': {
    main: [
      'packetsSent', 'packetsReceived', 'bytesSent', 'bytesReceived', 'packetsDiscardedOnSend', 'bytesDiscardedOnSend', 'requestsSent',
      'requestsReceived',
      'responsesSent', 'responsesReceived', 'consentRequestsSent', 'totalRoundTripTime',
    ],
  },
  transport: { main: ['packetsSent', 'packetsReceived', 'bytesSent', 'bytesReceived', 'selectedCandidatePairChanges'] },
  'media-source': { main: ['frames', 'totalAudioEnergy', 'totalSamplesDuration'] },
  'media-playout': {
    main: ['synthesizedSamplesDuration', 'synthesizedSamplesEvents', 'totalSamplesDuration', 'totalPlayoutDelay', 'totalSamplesCount'],
  },
  'data-channel': { main: ['messagesSent', 'messagesReceived', 'bytesSent', 'bytesReceived'] },
};

export function groupsOf(type) {
  return kGroups[type] ?? {};
}

export function groupOfMember(type, member) {
  return Object.keys(groupsOf(type)).find((group) => groupsOf(type)[group].includes(member));
}

// Packet counters are 32 bits wide in some engines.
const kWrap = 2 ** 32;
const isPackets = (member) => /^(packets|retransmittedPackets|fecPackets)/.test(member);

export function difference(member, now, before) {
  const change = now - before;
  return isPackets(member) && change < -kWrap / 2 ? change + kWrap : change;
}
