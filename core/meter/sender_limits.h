// What limited a sender, and what its encoder left out.
#ifndef RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
#define RTC_VITALS_CORE_METER_SENDER_LIMITS_H_

#include "core/meter/episodes.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// State of the sender at a poll, besides its sample.
struct SenderState {
  int source = 0;                 // number of the id of the frames' source, 0 if unknown
  bool is_further_layer = false;  // not the first layer of a picture sent in several: limits are the sender's, and the first layer reports
                                  // them
  bool may_idle = false;          // paused on purpose, or a shared screen in which nothing moves: a low source rate is no limit
};

// Limits of one outbound video: cpu and bandwidth by qualityLimitationDurations (not in Firefox), capture by its source's frame rate.
class SenderLimits {
 public:
  struct Parameters {
    double slow_capture_share = 0.5;  // of the source's highest frame rate: below this the source is the limit
                                      // (24 of 494 readings of recorded calls report other limits with half, all with twice)
  };

  // `ms`: length of the sample's interval; if unknown (a first or a repeated report), nothing changes.
  void Update(const OutboundVideoSample& sample, const SenderState& state, double ms, Episodes& episodes);

 private:
  int source_ = 0;
  double captured_ = kUnknown;  // highest frames per second of this source
  double encoded_ = kUnknown;   // frames per second in the previous interval,
  double left_out_ = 0;         // and the frames that the encoder left out in it
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_SENDER_LIMITS_H_
