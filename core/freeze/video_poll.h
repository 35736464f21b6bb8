// What the freeze detector reads at a poll: the counters of one inbound video, and what its connection did meanwhile.
#ifndef RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
#define RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// One inbound video at one poll. Counters are cumulative, as in the report; names and units are those of W3C webrtc-stats; unknown where the browser has
// no such member. A legacy `track` object's members are folded in.
struct VideoPoll {
  double timestamp = kUnknown;  // ms, the object's own
  double interval_ms = kUnknown;  // since the poll before, by `timestamp`; unknown where the two make no sound interval (IntervalParameters)
  double ssrc = kUnknown;
  bool restarted = false;       // a new object, or all its counters restarted: nothing may be compared with the poll before

  double bytesReceived = kUnknown;
  double packetsReceived = kUnknown;
  double packetsLost = kUnknown;  // signed
  double nackCount = kUnknown;
  double pliCount = kUnknown;
  double firCount = kUnknown;
  double lastPacketReceivedTimestamp = kUnknown;  // ms
  double framesReceived = kUnknown;
  double framesDecoded = kUnknown;
  double keyFramesDecoded = kUnknown;
  double framesDropped = kUnknown;
  double framesPerSecond = kUnknown;  // gauge
  double jitter = kUnknown;           // gauge, s
  double jitterBufferDelay = kUnknown;
  double jitterBufferEmittedCount = kUnknown;
  double totalDecodeTime = kUnknown;
  double totalInterFrameDelay = kUnknown;
  double totalSquaredInterFrameDelay = kUnknown;
  double freezeCount = kUnknown;
  double totalFreezesDuration = kUnknown;
  double pauseCount = kUnknown;
  double totalPausesDuration = kUnknown;
  bool shows_newest_only = false;  // of frames that come together, as after a freeze, at most one for each refresh of the display; else each is handed on
  bool screenshare = false;  // contentType, or the page's label says so

  // The sender's report on this stream (remote-outbound-rtp); unknown where there is none yet.
  double senderReportTimestamp = kUnknown;    // ms, arrival of the last report
  double senderReportPacketsSent = kUnknown;  // cumulative,
  double senderReportBytesSent = kUnknown;    // and their payload

  // Hint of the page: true while it knows that the picture is meant to stand (setPaused).
  bool paused = false;
};

// The connection of that video at the same poll. A `...Delta` is the growth since the last poll summed over the objects that both polls have, never
// negative, unknown where nothing can be compared.
struct ConnectionPoll {
  double perf = kUnknown;        // ms, performance.now() at the poll

  double bytesReceivedDelta = kUnknown;  // B, everything that came in: transports, else the selected pairs
  double pairRequestsSentDelta = kUnknown;       // STUN on the selected pairs
  double pairResponsesReceivedDelta = kUnknown;
  double pairLastPacketReceivedTimestamp = kUnknown;  // ms, latest of the selected pairs
  double currentRoundTripTime = kUnknown;        // s, selected pair, gauge
  double availableOutgoingBitrate = kUnknown;    // bit/s, gauge
  double iceConnected = kUnknown;  // 1: iceConnectionState is connected or completed, 0: any other
  bool pathChanged = false;        // another selected pair, or an ICE restart, since the last poll

  double audioPacketsDelta = kUnknown;
  double audioPacketsLostDelta = kUnknown;  // may be negative
  double audioJitter = kUnknown;            // s, gauge, least of the inbound audios of which a packet came
  double videosDecoding = 0;                // inbound videos of which a frame was decoded since the last poll

  // The way out, from the newest RTCP report that came since the last poll; unknown when none came.
  double remoteRoundTripTime = kUnknown; // s, worst stream
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
