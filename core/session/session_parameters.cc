#include "core/session/session_parameters.h"

#include <cstddef>
#include <cstdint>

#include "core/base/doubles.h"

namespace rtc_vitals {
namespace {

constexpr double kMaxBytes = 65'536;
constexpr double kHourMs = 3'600'000;
constexpr double kDayMs = 24 * kHourMs;

// `at`: offset in bytes.
struct Named {
  const char* name;
  std::uint32_t at;
  float min, max;
};

constexpr Named kNamed[] = {
    {"batch.samples", offsetof(SessionParameters, batch.samples), 1, 10},
    {"batch.maxBytes", offsetof(SessionParameters, batch.max_bytes), 2'000, kMaxBytes},
    {"batch.maxSamples", offsetof(SessionParameters, batch.max_samples), 10, 10'000},
    {"interval.maxMs", offsetof(SessionParameters, interval.max_ms), 100, kDayMs},
    {"freeze.minIncreaseMs", offsetof(SessionParameters, freeze.threshold.min_increase_ms), 0, kHourMs},
    {"freeze.factor", offsetof(SessionParameters, freeze.threshold.factor), 1, 100},
    {"freeze.minPauseMs", offsetof(SessionParameters, freeze.min_pause_ms), 0, kHourMs},
    {"freeze.frozenShare", offsetof(SessionParameters, freeze.frozen_share), 0, 1},
    {"mos.robustness", offsetof(SessionParameters, mos.robustness), 1, 100},
    {"mos.fullband", offsetof(SessionParameters, mos.fullband), 0, 1},
    {"quality.packetLossFair", offsetof(SessionParameters, quality.packet_loss.fair), 0, 1},
    {"quality.packetLossPoor", offsetof(SessionParameters, quality.packet_loss.poor), 0, 1},
    {"quality.rttFairMs", offsetof(SessionParameters, quality.rtt_ms.fair), 0, kHourMs},
    {"quality.rttPoorMs", offsetof(SessionParameters, quality.rtt_ms.poor), 0, kHourMs},
    {"quality.jitterFairMs", offsetof(SessionParameters, quality.jitter_ms.fair), 0, kHourMs},
    {"quality.jitterPoorMs", offsetof(SessionParameters, quality.jitter_ms.poor), 0, kHourMs},
    {"quality.frameRateFair", offsetof(SessionParameters, quality.frame_rate.fair), 0, 1000},
    {"quality.frameRatePoor", offsetof(SessionParameters, quality.frame_rate.poor), 0, 1000},
    {"quality.concealmentFair", offsetof(SessionParameters, quality.concealment.fair), 0, 1},
    {"quality.concealmentPoor", offsetof(SessionParameters, quality.concealment.poor), 0, 1},
};

}  // namespace

bool SessionParameters::Set(std::string_view name, double value) {
  for (const Named& named : kNamed) {
    if (name != named.name) continue;
    if (!(value >= static_cast<double>(named.min) && value <= static_cast<double>(named.max))) return false;
    DoublesOf(*this)[named.at / sizeof(double)] = value;
    return true;
  }
  return false;
}

}  // namespace rtc_vitals
