#include "core/freeze/gap_meter.h"

#include <algorithm>
#include <cmath>

namespace rtc_vitals {

GapBounds LongestGap(double gaps, double sum, double squares) {
  if (!(gaps >= 1) || !(sum > 0) || !(squares > 0)) return {};
  const double mean = sum / gaps;
  const double variance = std::max(0.0, squares / gaps - mean * mean);
  const double most = std::min(sum, mean + std::sqrt(variance * (gaps - 1)));
  return {1000 * std::min(squares / sum, most), 1000 * most};
}

}  // namespace rtc_vitals
