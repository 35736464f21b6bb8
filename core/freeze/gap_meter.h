// How long the longest gap between the frames of one interval was, from sums alone.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_METER_H_
#define RTC_VITALS_CORE_FREEZE_GAP_METER_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Bounds of the longest of `gaps` gaps (ms), given the growth of totalInterFrameDelay and totalSquaredInterFrameDelay over them: a sum of squares over a sum is a
// weighted mean, no longer than the longest; the mean plus sqrt(gaps - 1) deviations is the longest there can be (P. A. Samuelson, "How Deviant Can
// You Be?", 1968), and exact where all gaps but one are alike.
struct GapBounds {
  double least = kUnknown;
  double most = kUnknown;
};

// `sum` in s, `squares` in s^2. Unknown unless gaps >= 1 and both sums are known and positive.
GapBounds LongestGap(double gaps, double sum, double squares);

// The longer (ms) of two gaps that lasted `both` s together among `gaps`, whose others are taken to be alike: two numbers of which the sum and the sum
// of squares are known. Unknown where no two numbers fit.
double LongerOfTwo(double gaps, double sum, double squares, double both);

// The gap from which on a picture counts as frozen (ms), `usual` being the mean gap of the last frames (ms): libwebrtc's rule for freezeCount,
// video_quality_observer2.cc, kMinIncreaseForFreezeMs and three times the average.
struct FreezeThreshold {
  double min_increase_ms = 150;
  double factor = 3;

  double Of(double usual) const {
    const double by_factor = factor * usual;
    const double by_increase = usual + min_increase_ms;
    return by_factor > by_increase ? by_factor : by_increase;
  }

  // Whether all that libwebrtc counts passes it.
  bool IsTheBrowsers() const {
    const FreezeThreshold browsers;
    return min_increase_ms <= browsers.min_increase_ms && factor <= browsers.factor;
  }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_METER_H_
