// What limited a sender, and what its encoder left out.
#ifndef RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
#define RTC_VITALS_CORE_METER_SENDER_LIMITS_H_

#include "core/meter/episodes.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// What is known of the sender at a poll, besides its sample.
struct SenderState {
  int source = 0;                 // number of the id of where the frames come from, 0 where that cannot be told
  bool is_further_layer = false;  // of a picture that is sent in several: the first layer tells of its limits, which are the sender's
  bool may_rest = false;          // paused on purpose, or a shared screen in which nothing moves: what the source gives is no limit
};

// Of one outbound video: cpu and bandwidth by qualityLimitationDurations (not in Firefox), capture by what its source gives.
class SenderLimits {
 public:
  struct Parameters {
    double slow_capture_share = 0.5;  // of the frames that the source gave at most: with less than that it limits
                                      // (24 of 494 readings of recorded calls tell other limits with half, all with twice)
  };

  // `ms`: the length of the sample's interval.
  void Update(const OutboundVideoSample& sample, const SenderState& state, double ms, Episodes& episodes);

 private:
  int source_ = 0;
  double captured_ = kUnknown;  // frames per second, the most that this source gave
  double encoded_ = kUnknown;   // frames per second in the interval before,
  double left_out_ = 0;         // and the frames that the encoder left out in it
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
