#include "core/freeze/stall_clock.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

constexpr StallClock::Parameters kParameters;

}  // namespace

void StallClock::Update(double timestamp, double frames, double usual_gap) {
  const double before = timestamp_;
  timestamp_ = timestamp;
  if (!(frames > 0)) return;
  const double gap = KnownOr(usual_gap, 0);
  const bool stalled = !IsKnown(last_frame_) || before - last_frame_ > kParameters.stall_gaps * gap;
  last_frame_ = stalled ? timestamp : std::clamp(last_frame_ + frames * gap, before, std::max(before, timestamp));
}

}  // namespace rtc_vitals
