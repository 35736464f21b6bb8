// The counters of one inbound video that the freeze detector reads at a poll.
#ifndef RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
#define RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// What the counters do not say about a picture.
struct PictureHints {
  bool paused = false;       // the page says that it is meant to stand (setPaused)
  bool screenshare = false;  // by contentType or the page's label
};

// One inbound video at one poll. Counters are cumulative, as in the report. Names and units are those of W3C webrtc-stats. Unknown if the
// browser has no such member. Members of a legacy `track` object are folded in.
struct VideoPoll {
  double timestamp = kUnknown;  // ms, the object's own
  double interval_ms = kUnknown;  // since the previous poll, by `timestamp`; unknown if the two make no valid interval (IntervalParameters)
  double ssrc = kUnknown;
  bool restarted = false;       // a new object, or all its counters were reset: do not compare with the previous poll

  double bytesReceived = kUnknown;
  double retransmittedBytesReceived = kUnknown;  // part of bytesReceived
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
  double jitterBufferHold = kUnknown;  // jitterBufferTargetDelay less jitterBufferMinimumDelay: what the page or the sound asked for
  double jitterBufferEmittedCount = kUnknown;
  double totalDecodeTime = kUnknown;
  double totalInterFrameDelay = kUnknown;
  double totalSquaredInterFrameDelay = kUnknown;
  double freezeCount = kUnknown;
  double totalFreezesDuration = kUnknown;
  double pauseCount = kUnknown;
  double totalPausesDuration = kUnknown;
  bool shows_newest_only = false;  // of frames that come together, as after a freeze, at most one per display refresh; if false each is
                                   // handed on

  // The sender's report on this stream (remote-outbound-rtp); unknown where there is none yet.
  double senderReportTimestamp = kUnknown;    // ms, arrival of the last report
  double senderReportPacketsSent = kUnknown;  // cumulative,
  double senderReportBytesSent = kUnknown;    // and their payload

  PictureHints hints{};
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
