#include "core/session/session_parameters.h"

namespace rtc_vitals {
namespace {

constexpr double kMaxBytes = 65'536;
constexpr double kHourMs = 3'600'000;
constexpr double kDayMs = 24 * kHourMs;

struct Named {
  std::string_view name;
  double& value;
  double min, max;
};

}  // namespace

bool SessionParameters::Set(std::string_view name, double value) {
  const Named all[] = {
      {"batch.samples", batch.samples, 1, 10},
      {"batch.maxBytes", batch.max_bytes, 2'000, kMaxBytes},
      {"batch.maxSamples", batch.max_samples, 10, 10'000},
      {"interval.maxMs", interval.max_ms, 100, kDayMs},
      {"freeze.minIncreaseMs", freeze.threshold.min_increase_ms, 0, kHourMs},
      {"freeze.factor", freeze.threshold.factor, 1, 100},
      {"freeze.minPauseMs", freeze.min_pause_ms, 0, kHourMs},
      {"freeze.frozenShare", freeze.frozen_share, 0, 1},
      {"mos.robustness", mos.robustness, 1, 100},
      {"mos.fullband", mos.fullband, 0, 1},
      {"quality.packetLossFair", quality.packet_loss.fair, 0, 1},
      {"quality.packetLossPoor", quality.packet_loss.poor, 0, 1},
      {"quality.rttFairMs", quality.rtt_ms.fair, 0, kHourMs},
      {"quality.rttPoorMs", quality.rtt_ms.poor, 0, kHourMs},
      {"quality.jitterFairMs", quality.jitter_ms.fair, 0, kHourMs},
      {"quality.jitterPoorMs", quality.jitter_ms.poor, 0, kHourMs},
      {"quality.frameRateFair", quality.frame_rate.fair, 0, 1000},
      {"quality.frameRatePoor", quality.frame_rate.poor, 0, 1000},
      {"quality.concealmentFair", quality.concealment.fair, 0, 1},
      {"quality.concealmentPoor", quality.concealment.poor, 0, 1},
  };
  for (const Named& named : all) {
    if (named.name != name) continue;
    if (!(value >= named.min && value <= named.max)) return false;
    named.value = value;
    return true;
  }
  return false;
}

}  // namespace rtc_vitals
