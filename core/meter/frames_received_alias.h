// Whether framesReceived is only a copy of framesDecoded.
//
// Chrome 118 to 143, and Safari built on those versions of libwebrtc, count framesReceived when a frame is decoded (libwebrtc 5165743926,
// undone in bff7ad9c86), so it carries no information. A copy never differs from framesDecoded, and now and then, while a frame is in the
// decoder, it is below jitterBufferEmittedCount: frames handed on but never received. Many polls without a frame in the decoder prove
// nothing: at 15 frames a second it is in there for a few of the 67 ms.
#ifndef RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
#define RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

class FramesReceivedAlias {
 public:
  // If the browser does not report jitterBufferEmittedCount (Firefox before 104): framesReceived is a copy after this many intervals with
  // frames in which the totals never differed.
  static constexpr int kEqualIntervals = 10;

  // Takes the totals of the three counters, and the growth of framesDecoded in the interval.
  void Update(double received, double decoded, double emitted, double decoded_delta) {
    if (!IsKnown(received) || !IsKnown(decoded)) return;
    if (received != decoded) differed_ = true;
    if (emitted > received) exceeded_ = true;
    emitted_known_ = emitted_known_ || IsKnown(emitted);
    if (!IsKnown(decoded_delta)) equal_ = 0;
    if (decoded_delta > 0) ++equal_;
  }
  bool detected() const { return !differed_ && (emitted_known_ ? exceeded_ : equal_ >= kEqualIntervals); }

 private:
  int equal_ = 0;
  bool differed_ = false;
  bool exceeded_ = false;
  bool emitted_known_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
