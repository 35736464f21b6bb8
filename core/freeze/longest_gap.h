// How long the longest gap between the frames of one interval was, from sums alone.
#ifndef RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_
#define RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// ms.
struct GapBounds {
  double least = kUnknown;
  double most = kUnknown;
};

// Bounds of the longest of `gaps` gaps, given the growth of totalInterFrameDelay (`sum`, s) and totalSquaredInterFrameDelay (`squares`, s^2) over them: a sum
// of squares over a sum is a weighted mean, no longer than the longest; the mean plus sqrt(gaps - 1) deviations is the longest there can be (P. A.
// Samuelson, "How Deviant Can You Be?", 1968), and exact where all gaps but one are alike. Unknown unless gaps >= 1 and both sums are known and positive.
GapBounds LongestGap(double gaps, double sum, double squares);

// The longer (ms) of two gaps that lasted `both` s together among `gaps`, whose others are taken to be alike: two numbers of which the sum and the sum
// of squares are known. Unknown where no two numbers fit.
double LongerOfTwo(double gaps, double sum, double squares, double both);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_LONGEST_GAP_H_
