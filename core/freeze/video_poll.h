// What the freeze detector reads at a poll of one inbound video: its counters.
#ifndef RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
#define RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// What no counter tells of a picture.
struct PictureHints {
  bool paused = false;       // the page knows that it is meant to stand (setPaused)
  bool screenshare = false;  // contentType, or the page's label says so
};

// One inbound video at one poll. Counters are cumulative, as in the report; names and units are those of W3C webrtc-stats; unknown where the browser has
// no such member. A legacy `track` object's members are folded in.
struct VideoPoll {
  double timestamp = kUnknown;  // ms, the object's own
  double interval_ms = kUnknown;  // since the poll before, by `timestamp`; unknown where the two make no sound interval (IntervalParameters)
  double ssrc = kUnknown;
  bool restarted = false;       // a new object, or all its counters restarted: nothing may be compared with the poll before

  double bytesReceived = kUnknown;
  double retransmittedBytesReceived = kUnknown;  // of these
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
  bool shows_newest_only = false;  // of frames that come together, as after a freeze, at most one for each refresh of the display; else each is handed on

  // The sender's report on this stream (remote-outbound-rtp); unknown where there is none yet.
  double senderReportTimestamp = kUnknown;    // ms, arrival of the last report
  double senderReportPacketsSent = kUnknown;  // cumulative,
  double senderReportBytesSent = kUnknown;    // and their payload

  PictureHints hints{};
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_VIDEO_POLL_H_
