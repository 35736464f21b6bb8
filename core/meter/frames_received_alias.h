// Whether framesReceived is only a copy of framesDecoded.
//
// Chrome 118 to 143, and Safari built on those versions of libwebrtc, count framesReceived when a frame is decoded (libwebrtc 5165743926, undone in
// bff7ad9c86), so that it says nothing of its own. Where it is real, frames on their way through the decoder make the two totals differ now and then.
#ifndef RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
#define RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

class FramesReceivedAlias {
 public:
  // So many intervals with frames after which the totals were equal, and never a difference, make it a copy.
  static constexpr int kEqualIntervals = 10;

  // Takes both totals, and the growth of framesDecoded in the interval.
  void Update(double received, double decoded, double decoded_delta) {
    if (!IsKnown(received) || !IsKnown(decoded)) return;
    if (received != decoded) differed_ = true;
    if (!IsKnown(decoded_delta)) equal_ = 0;
    if (decoded_delta > 0) ++equal_;
  }
  bool detected() const { return equal_ >= kEqualIntervals && !differed_; }

 private:
  int equal_ = 0;
  bool differed_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_FRAMES_RECEIVED_ALIAS_H_
