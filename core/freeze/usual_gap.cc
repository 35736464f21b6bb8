#include "core/freeze/usual_gap.h"

#include <algorithm>

namespace rtc_vitals {

void UsualGap::Add(double gaps, double total) {
  if (!(gaps > 0) || !(total >= 0)) return;
  const double kept = std::clamp(parameters_.window - gaps, 0.0, gaps_);
  mean_ = (kept * mean_ + total) / (kept + gaps);
  gaps_ = std::min(parameters_.window, kept + gaps);
}

}  // namespace rtc_vitals
