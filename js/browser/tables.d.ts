// Made by `npm run generate` from the tables of the core, sample_fields.def and session_parameters.def; edit those, not this file.

/** One interval of a connection; null means unknown. */
export interface ConnectionValues {
  /** RTCPeerConnection.connectionState */
  connectionState: string | null;
  /** RTCPeerConnection.iceConnectionState */
  iceConnectionState: string | null;
  /** transport.dtlsState */
  dtlsState: string | null;
  /** round-trip time: the selected pair's currentRoundTripTime, else the newest RTCP one (ms) */
  rtt: number | null;
  /** where rtt comes from: candidate-pair or rtcp */
  rttSource: 'candidate-pair' | 'rtcp' | null;
  /** the sender's bandwidth estimate on the selected pair; absent in Firefox (bit/s) */
  availableOutgoingBitrate: number | null;
  /** all bytes sent on the transports, else on the selected pairs (bit/s) */
  sendBitrate: number | null;
  /** all bytes received on the transports, else on the selected pairs (bit/s) */
  receiveBitrate: number | null;
  /** packets that the socket rejected; absent in Firefox (1/s) */
  packetsDiscardedOnSendPerSecond: number | null;
  /** host, srflx, prflx or relay */
  localCandidateType: string | null;
  /** host, srflx, prflx or relay */
  remoteCandidateType: string | null;
  /** udp or tcp; on a relay, the protocol to it: udp, tcp or tls */
  protocol: string | null;
  /** the local candidate's networkType, if the browser reports it */
  networkType: string | null;
  /** how often the selected pair changed in the interval */
  pathChangesDelta: number | null;
  /** ICE restarts seen in the interval: every pair of a transport replaced */
  iceRestartsDelta: number | null;
  /** whether the page was visible at the poll */
  pageVisible: boolean | null;
  /** how long getStats() took (ms) */
  getStatsMs: number | null;
  /** good, fair or poor: the worst of the connection's streams and its own RTT */
  quality: 'good' | 'fair' | 'poor' | null;
  /** why it is not good; null otherwise; words, comma-separated */
  qualityReasons: string | null;
}

/** One interval of a received video stream; null means unknown. */
export interface InboundVideoValues {
  /** payload bits received (bit/s) */
  bitrate: number | null;
  /** packets lost / packets expected, without retransmissions and FEC (0 to 1) */
  packetLoss: number | null;
  /** the part of it that retransmission did not repair; null where the browser does not count retransmissions (0 to 1) */
  residualPacketLoss: number | null;
  /** RFC 3550 interarrival jitter (ms) */
  jitter: number | null;
  /** complete frames received; null where the browser copies framesDecoded into it (Chrome 118 to 143) (1/s) */
  framesReceivedPerSecond: number | null;
  /** frames that left the jitter buffer for the decoder (1/s) */
  framesDecodablePerSecond: number | null;
  /** frames decoded (1/s) */
  framesDecodedPerSecond: number | null;
  /** frames decoded in the interval (frames) */
  framesDecodedDelta: number | null;
  /** frames dropped before or after the decoder (1/s) */
  framesDroppedPerSecond: number | null;
  /** frames rendered; no browser of 2026 reports it (1/s) */
  framesRenderedPerSecond: number | null;
  /** frames received less frames that became decodable; frames still in flight are credited to the intervals that follow (frames) */
  framesNotDecodableDelta: number | null;
  /** frames that became decodable less frames decoded; frames still in flight are credited to the intervals that follow (frames) */
  framesNotDecodedDelta: number | null;
  /** key frames decoded in the interval (frames) */
  keyFramesDecodedDelta: number | null;
  /** age of the last new frame at the poll (ms) */
  frameAgeMs: number | null;
  /** how much of the interval the picture was frozen (ms) */
  frozenMs: number | null;
  /** whether the picture was frozen for at least half of the interval */
  isFrozen: boolean | null;
  /** growth of freezeCount, the browser's own count */
  freezeCountDelta: number | null;
  /** growth of pauseCount, the browser's own count */
  pauseCountDelta: number | null;
  /** retransmission requests sent (1/s) */
  nackPerSecond: number | null;
  /** picture loss indications sent (1/s) */
  pliPerSecond: number | null;
  /** full intra requests sent (1/s) */
  firPerSecond: number | null;
  /** mean time that a frame waited in the jitter buffer (ms) */
  jitterBufferDelayMs: number | null;
  /** mean time to decode a frame (ms) */
  decodeTimeMs: number | null;
  /** of the last decoded frame (px, 0 to 65535) */
  frameWidth: number | null;
  /** of the last decoded frame (px, 0 to 65535) */
  frameHeight: number | null;
  /** mean quantiser of the decoded frames; its scale is the codec's (0 to 65535) */
  qp: number | null;
  /** retransmitted bytes / all payload bytes received (0 to 1) */
  retransmittedShare: number | null;
  /** packets that arrived too late or too early; Firefox only (1/s) */
  packetsDiscardedPerSecond: number | null;
  /**
   * estimated picture quality, a heuristic (video_score.h); null while the picture is still without
   * being frozen, and while the app has set it as paused (1 to 5)
   */
  score: number | null;
  /** good, fair or poor */
  quality: 'good' | 'fair' | 'poor' | null;
  /** why it is not good; null otherwise; words, comma-separated */
  qualityReasons: string | null;
}

/** One interval of a received audio stream; null means unknown. */
export interface InboundAudioValues {
  /** payload bits received (bit/s) */
  bitrate: number | null;
  /** packets lost / packets expected, without retransmissions and FEC (0 to 1) */
  packetLoss: number | null;
  /** the part of it that retransmission did not repair (0 to 1) */
  residualPacketLoss: number | null;
  /** RFC 3550 interarrival jitter (ms) */
  jitter: number | null;
  /** packets that arrived too late or too early to be played (1/s) */
  packetsDiscardedPerSecond: number | null;
  /** (concealed - silently concealed) / all samples: the share of synthesized audio that the listener heard (0 to 1) */
  audibleConcealmentRatio: number | null;
  /** concealments that began in the interval */
  concealmentEventsDelta: number | null;
  /** samples inserted or removed to slow down or catch up / all samples (0 to 1) */
  timeStretchRatio: number | null;
  /** mean time that a sample waited in the jitter buffer (ms) */
  jitterBufferDelayMs: number | null;
  /** mean delay of the audio device path; Chrome only (ms) */
  playoutDelayMs: number | null;
  /** 0 silence, 1 full scale (0 to 1) */
  audioLevel: number | null;
  /** estimated mean opinion score (audio_mos.h) (1 to 4.5) */
  mos: number | null;
  /** the mouth-to-ear delay that mos assumed (ms) */
  mosDelayMs: number | null;
  /** the loss that mos assumed: audible concealment, else residual loss, else packetLoss (0 to 1) */
  mosLoss: number | null;
  /** good, fair or poor */
  quality: 'good' | 'fair' | 'poor' | null;
  /** why it is not good; null otherwise; words, comma-separated */
  qualityReasons: string | null;
}

/** One interval of a sent video stream, or one layer of it; null means unknown. */
export interface OutboundVideoValues {
  /** payload bits sent, including retransmissions (bit/s) */
  bitrate: number | null;
  /** the encoder's target; before Chrome 136 the sum of all layers (bit/s) */
  targetBitrate: number | null;
  /** frames from the source (1/s) */
  framesCapturedPerSecond: number | null;
  /** frames encoded; with spatial layers, which the browser counts separately, framesPerSecond at the poll instead (1/s) */
  framesEncodedPerSecond: number | null;
  /** frames sent; null for spatial layers (1/s) */
  framesSentPerSecond: number | null;
  /**
   * frames captured less frames encoded; frames still in flight are credited to the intervals that
   * follow; null for spatial layers (frames)
   */
  framesNotEncodedDelta: number | null;
  /** framesEncoded less framesSent; frames still in flight are credited to the intervals that follow (frames) */
  framesNotSentDelta: number | null;
  /** frames of at least 2.5 times the mean size (frames) */
  hugeFramesSentDelta: number | null;
  /** key frames encoded (frames) */
  keyFramesEncodedDelta: number | null;
  /** none, cpu, bandwidth or other, at the poll */
  qualityLimitationReason: string | null;
  /** share of the interval in which the CPU limited resolution or frame rate (0 to 1) */
  cpuLimitedShare: number | null;
  /** share of the interval in which bandwidth (or the configured maximum) limited them (0 to 1) */
  bandwidthLimitedShare: number | null;
  /** share of the interval in which something else limited them (0 to 1) */
  otherLimitedShare: number | null;
  /** mean time to encode a frame (ms) */
  encodeTimeMs: number | null;
  /** mean time of a packet in the pacer's queue; before Chrome 108 including encoding (ms) */
  packetSendDelayMs: number | null;
  /** of the last encoded frame (px, 0 to 65535) */
  frameWidth: number | null;
  /** of the last encoded frame (px, 0 to 65535) */
  frameHeight: number | null;
  /** mean quantiser of the encoded frames (0 to 65535) */
  qp: number | null;
  /** retransmission requests received (1/s) */
  nackPerSecond: number | null;
  /** picture loss indications received (1/s) */
  pliPerSecond: number | null;
  /** full intra requests received (1/s) */
  firPerSecond: number | null;
  /** retransmitted bytes / all payload bytes sent (0 to 1) */
  retransmittedShare: number | null;
  /** loss that the receiver reported since its previous report; null when no new report came (0 to 1) */
  remotePacketLoss: number | null;
  /** jitter that the receiver reported; null when no new report came (ms) */
  remoteJitter: number | null;
  /** round-trip time from the receiver's report; null when no new report came (ms) */
  remoteRtt: number | null;
  /** whether this encoding is enabled */
  active: boolean | null;
  /** good, fair or poor, by the last receiver report of the last 12.5 s */
  quality: 'good' | 'fair' | 'poor' | null;
  /** why it is not good; null otherwise; words, comma-separated */
  qualityReasons: string | null;
}

/** One interval of a sent audio stream; null means unknown. */
export interface OutboundAudioValues {
  /** payload bits sent (bit/s) */
  bitrate: number | null;
  /** the encoder's target (bit/s) */
  targetBitrate: number | null;
  /** of the source: 0 silence, 1 full scale (0 to 1) */
  audioLevel: number | null;
  /** loss that the receiver reported since its previous report; null when no new report came (0 to 1) */
  remotePacketLoss: number | null;
  /** jitter that the receiver reported; null when no new report came (ms) */
  remoteJitter: number | null;
  /** round-trip time from the receiver's report; null when no new report came (ms) */
  remoteRtt: number | null;
  /** whether this encoding is enabled */
  active: boolean | null;
  /** good, fair or poor, by the last receiver report of the last 12.5 s */
  quality: 'good' | 'fair' | 'poor' | null;
  /** why it is not good; null otherwise; words, comma-separated */
  qualityReasons: string | null;
}

/** One interval of a data channel; null means unknown. */
export interface DataChannelValues {
  /** connecting, open, closing or closed */
  state: string | null;
  /** messages sent (1/s) */
  messagesSentPerSecond: number | null;
  /** messages received (1/s) */
  messagesReceivedPerSecond: number | null;
  /** payload bytes sent (B/s) */
  bytesSentPerSecond: number | null;
  /** payload bytes received (B/s) */
  bytesReceivedPerSecond: number | null;
}

/** The thresholds of the core that a page may set: METRICS.md has their units, defaults and ranges. */
export type ParameterName =
  | 'batch.samples'
  | 'batch.maxBytes'
  | 'batch.maxSamples'
  | 'interval.maxMs'
  | 'freeze.minIncreaseMs'
  | 'freeze.factor'
  | 'freeze.minPauseMs'
  | 'freeze.frozenShare'
  | 'mos.robustness'
  | 'mos.fullband'
  | 'quality.packetLossFair'
  | 'quality.packetLossPoor'
  | 'quality.rttFairMs'
  | 'quality.rttPoorMs'
  | 'quality.jitterFairMs'
  | 'quality.jitterPoorMs'
  | 'quality.frameRateFair'
  | 'quality.frameRatePoor'
  | 'quality.concealmentFair'
  | 'quality.concealmentPoor';
