#include "core/freeze/longest_gap.h"

#include <algorithm>
#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr double kRounding = 0.002;  // s: browsers round the two sums separately

}  // namespace

GapBounds LongestGap(double gaps, double sum, double squares) {
  if (!(gaps >= 1) || !(sum > 0) || !(squares > 0)) return {};
  const double mean = sum / gaps;
  const double variance = std::max(0.0, squares / gaps - mean * mean);
  const double max = std::min(sum, mean + std::sqrt(variance * (gaps - 1)));
  return {kMsPerSecond * std::min(squares / sum, max), kMsPerSecond * max};
}

double LongerOfTwo(double gaps, double sum, double squares, double both) {
  const double rest = sum > both && gaps > 2 ? (sum - both) * (sum - both) / (gaps - 2) : 0;
  const double apart = 2 * (squares - rest) - both * both;  // the square of their difference
  return apart >= 0 && both > 0 && both <= sum + kRounding ? kMsPerSecond * (both + std::sqrt(apart)) / 2 : kUnknown;
}

}  // namespace rtc_vitals
