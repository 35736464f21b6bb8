// The plain rule for a frozen picture: media comes in and no frame is decoded.
#ifndef RTC_VITALS_CORE_FREEZE_PLAIN_FREEZE_RULE_H_
#define RTC_VITALS_CORE_FREEZE_PLAIN_FREEZE_RULE_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Kept for comparison with the frame clock (frame_clock.h): it knows whole intervals only, and misses every freeze in which little or nothing arrives.
class PlainFreezeRule {
 public:
  struct Parameters {
    double min_bitrate = 10000;  // bit/s; below it the sender may just as well have paused
  };

  PlainFreezeRule() = default;
  explicit PlainFreezeRule(const Parameters& parameters) : parameters_(parameters) {}

  // `bitrate` in bit/s and `frames_decoded_delta` of one interval. 1 frozen, 0 not, unknown where either is.
  double IsFrozen(double bitrate, double frames_decoded_delta) const {
    if (!IsKnown(bitrate) || !IsKnown(frames_decoded_delta)) return kUnknown;
    return bitrate > parameters_.min_bitrate && frames_decoded_delta == 0 ? 1 : 0;
  }

 private:
  Parameters parameters_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_PLAIN_FREEZE_RULE_H_
