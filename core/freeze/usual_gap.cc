#include "core/freeze/usual_gap.h"

#include <algorithm>
#include <cmath>

namespace rtc_vitals {
namespace {

constexpr UsualGap::Parameters kParameters;

}  // namespace

void UsualGap::Add(double gaps, double total) {
  if (!(gaps > 0) || !(total >= 0)) return;
  spans_[static_cast<size_t>(next_)] = {gaps, total};
  next_ = (next_ + 1) % kSpans;
  mean_ = MeanOfWindow();
  lowest_mean_ = std::fmin(lowest_mean_, mean_);
}

double UsualGap::MeanOfWindow() const {
  double gaps = 0;
  double total = 0;
  for (int i = 1; i <= kSpans && gaps < kParameters.window; ++i) {
    const Span& span = spans_[static_cast<size_t>((next_ - i + kSpans) % kSpans)];
    const double taken = std::min(span.gaps, kParameters.window - gaps);
    if (!(taken > 0)) continue;
    gaps += taken;
    total += span.total * taken / span.gaps;
  }
  return gaps >= kParameters.min_gaps ? total / gaps : kUnknown;
}

}  // namespace rtc_vitals
