// The mean gap between the last frames.
#ifndef RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_
#define RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// A moving mean over about the last 30 gaps, and none before the fifth: the window of libwebrtc's freeze rule (video_quality_observer2.cc). Gaps that
// were freezes or pauses are not added.
class UsualGap {
 public:
  struct Parameters {
    double window = 30;    // gaps
    double min_gaps = 5;   // before these there is no usual gap
  };

  UsualGap() = default;
  explicit UsualGap(const Parameters& parameters) : parameters_(parameters) {}

  // `gaps` gaps that lasted `total` ms together.
  void Add(double gaps, double total);

  void Reset() { gaps_ = mean_ = 0; }

  // ms; unknown before min_gaps.
  double Mean() const { return gaps_ < parameters_.min_gaps ? kUnknown : mean_; }

 private:
  Parameters parameters_;
  double gaps_ = 0;
  double mean_ = 0;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_
