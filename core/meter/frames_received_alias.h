// Whether framesReceived is only a copy of framesDecoded.
//
// Chrome 118 to 143, and Safari built on those versions of libwebrtc, count framesReceived when a frame is decoded (libwebrtc 5165743926, undone in
// bff7ad9c86), so that it says nothing of its own. Where it is real, the two differ in about half of all intervals of one second.
#ifndef RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
#define RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

class FramesReceivedAlias {
 public:
  // So many intervals with frames in which both grew alike make it a copy, until they differ.
  static constexpr int kEqualIntervals = 10;

  // Takes the growth of both counters in one interval.
  void Update(double received, double decoded) {
    if (!IsKnown(received) || !IsKnown(decoded) || (received == 0 && decoded == 0)) return;
    equal_ = received == decoded ? equal_ + 1 : 0;
  }
  bool detected() const { return equal_ >= kEqualIntervals; }

 private:
  int equal_ = 0;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
