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
  if (periods_.empty()) return periods_.push_back({t, t, 0});
  Period& newest = periods_.back();
  const double step = (t - newest.last) - (perf - perf_before);
  if (std::abs(step) > kParameters.step_ms) periods_.push_back({t, t, newest.ahead + step});
  else newest.last = t;
}

// Uses the newest period that contains `t`, else the newest that began before it.
double CallClock::AheadAt(double t) const {
  if (periods_.empty()) return 0;
  const auto within = std::find_if(periods_.rbegin(), periods_.rend(), [&](const Period& p) { return p.first <= t && t <= p.last; });
  if (within != periods_.rend()) return within->ahead;
  const auto before = std::find_if(periods_.rbegin(), periods_.rend(), [&](const Period& p) { return p.first <= t; });
  return before == periods_.rend() ? periods_.front().ahead : before->ahead;
}

std::string CallClock::Text(double t0) const {
  if (periods_.size() < 2) return {};
  Parts parts;
  for (std::size_t i = 1; i < periods_.size() && i <= kNamed; ++i) {
    const double step = periods_[i].ahead - periods_[i - 1].ahead;
    parts.Add((step > 0 ? "forward by " : "back by ") + DurationText(std::abs(step)) + " at " +
              PositionText(periods_[i].first - periods_[i].ahead - t0));
  }
  if (periods_.size() - 1 > kNamed) parts.Add("more");
  return " The clock was set " + parts.Text() +
         " (a forward step can also mean that the device slept); the times given here exclude these steps.";
}

}  // namespace rtc_vitals
