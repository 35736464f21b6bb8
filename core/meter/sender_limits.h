// What limited a sender, and what its encoder left out.
#ifndef RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
#define RTC_VITALS_CORE_METER_SENDER_LIMITS_H_

#include "core/meter/episodes.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Of one outbound video: cpu and bandwidth by qualityLimitationDurations (not in Firefox), capture by what its source gives.
class SenderLimits {
 public:
  struct Parameters {
    double slow_capture_share = 0.5;  // of the frames that the source gave at most: with less than that it limits
  };

  // `source`: number of the id of where the frames come from, 0 where that cannot be told. `layer`: of a picture that is sent in several, another one
  // tells of its limits, which are the sender's. `paused`: on purpose, so that what the source gives is no limit.
  void Update(const OutboundVideoSample& sample, int source, bool layer, bool paused, double ms, Episodes& episodes);

 private:
  int source_ = 0;
  double captured_ = kUnknown;  // frames per second, the most that this source gave
  double encoded_ = kUnknown;   // in the interval before,
  double left_out_ = 0;         // and what the encoder left out in it
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
