// The length from which a gap between two frames is a freeze.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_THRESHOLD_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_THRESHOLD_H_

#include <algorithm>

namespace rtc_vitals {

// libwebrtc's rule for freezeCount (video_quality_observer2.cc): kMinIncreaseForFreezeMs, and three times the average.
struct FreezeThreshold {
  double min_increase_ms = 150;
  double factor = 3;

  // `usual`: mean gap of the last frames, ms.
  double Of(double usual) const { return std::max(factor * usual, usual + min_increase_ms); }

  // Whether every freeze that libwebrtc counts also exceeds this threshold.
  bool CoversBrowserFreezes() const {
    const FreezeThreshold browsers;
    return min_increase_ms <= browsers.min_increase_ms && factor <= browsers.factor;
  }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_THRESHOLD_H_
