#include "core/forensics/call_clock.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr CallClock::Parameters kParameters;
constexpr std::size_t kNamed = 3;

}  // namespace

void CallClock::Add(double t, double perf) {
  const double perf_before = std::exchange(perf_, perf);
  if (stretches_.empty()) return stretches_.push_back({t, t, 0});
  Stretch& newest = stretches_.back();
  const double step = (t - newest.last) - (perf - perf_before);
  if (std::abs(step) > kParameters.step_ms) stretches_.push_back({t, t, newest.ahead + step});
  else newest.last = t;
}

// Uses the newest stretch that contains `t`, else the newest that began before it.
double CallClock::AheadAt(double t) const {
  if (stretches_.empty()) return 0;
  const auto within = std::find_if(stretches_.rbegin(), stretches_.rend(), [&](const Stretch& s) { return s.first <= t && t <= s.last; });
  if (within != stretches_.rend()) return within->ahead;
  const auto before = std::find_if(stretches_.rbegin(), stretches_.rend(), [&](const Stretch& s) { return s.first <= t; });
  return before == stretches_.rend() ? stretches_.front().ahead : before->ahead;
}

std::string CallClock::Text(double t0) const {
  if (stretches_.size() < 2) return {};
  Parts parts;
  for (std::size_t i = 1; i < stretches_.size() && i <= kNamed; ++i) {
    const double step = stretches_[i].ahead - stretches_[i - 1].ahead;
    parts.Add((step > 0 ? "forward by " : "back by ") + DurationText(std::abs(step)) + " at " +
              PositionText(stretches_[i].first - stretches_[i].ahead - t0));
  }
  if (stretches_.size() - 1 > kNamed) parts.Add("more");
  return " The clock was set " + parts.Text() +
         " (a forward step can also mean that the device slept); the times given here exclude these steps.";
}

}  // namespace rtc_vitals
