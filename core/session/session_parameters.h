// The thresholds that a page may set, by public name; session_parameters.def lists them.
#ifndef RTC_VITALS_CORE_SESSION_SESSION_PARAMETERS_H_
#define RTC_VITALS_CORE_SESSION_SESSION_PARAMETERS_H_

#include <string_view>

#include "core/freeze/freeze_detector.h"
#include "core/meter/audio_mos.h"
#include "core/meter/counter_interval.h"
#include "core/meter/quality.h"

namespace rtc_vitals {

struct BatchParameters {
  double samples = 5;        // a batch is due when a connection has this many
  double max_bytes = 60'000;  // of one batch; browsers allow 64 KiB of beacons in flight (Fetch, "inflight keepalive bytes")
  double max_samples = 60;   // kept per connection while no batch is taken; beyond that the oldest are dropped
};

struct SessionParameters {
  BatchParameters batch;
  IntervalParameters interval;
  FreezeParameters freeze;
  MosParameters mos;
  QualityParameters quality;

  // Sets a parameter by its public name, e.g. "batch.samples" or "quality.rttFairMs". False if there is no such name, or the value is NaN
  // or out of range.
  bool Set(std::string_view name, double value);
};

inline constexpr SessionParameters kDefaultParameters;

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_SESSION_PARAMETERS_H_
