// Bounds of the longest gap between the frames of one interval, from sums alone.
#ifndef RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_
#define RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// ms.
struct GapBounds {
  double min = kUnknown;
  double max = kUnknown;
};

// Bounds of the longest of `gaps` gaps, from the growth of totalInterFrameDelay (`sum`, s) and totalSquaredInterFrameDelay (`squares`,
// s^2). The lower bound is squares / sum, a weighted mean. The upper bound is the mean plus sqrt(gaps - 1) standard deviations (P. A.
// Samuelson, "How Deviant Can You Be?", 1968); it is exact if all other gaps are equal. Unknown unless gaps >= 1 and both sums are known
// and positive.
GapBounds LongestGap(double gaps, double sum, double squares);

// The longer (ms) of two gaps that lasted `both` s together among `gaps`. All others are assumed equal, so the sum and the sum of squares
// of the two are known. Unknown if no two numbers fit.
double LongerOfTwo(double gaps, double sum, double squares, double both);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_
