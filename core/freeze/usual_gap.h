// Mean gap between the last frames.
#ifndef RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_
#define RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_

#include <array>

#include "core/base/unknown.h"

namespace rtc_vitals {

// Mean of the last 30 gaps, freezes included: the window of libwebrtc's freeze rule (video_quality_observer2.cc). Only the number and the
// sum of an interval's gaps are known, so they are assumed equal.
class UsualGap {
 public:
  struct Parameters {
    double window = 30;   // gaps
    double min_gaps = 5;  // with fewer there is no usual gap
  };

  // Adds `gaps` gaps that lasted `total` ms together.
  void Add(double gaps, double total);

  // ms; unknown before min_gaps.
  double Mean() const { return mean_; }

  // The lowest mean so far, ms: the frame interval of a picture without trouble.
  double LowestMean() const { return lowest_mean_; }

 private:
  static constexpr int kSpans = 32;

  struct Span {
    double gaps = 0;
    double total = 0;
  };

  double MeanOfWindow() const;

  std::array<Span, kSpans> spans_{};  // a ring, the newest before next_
  int next_ = 0;
  double mean_ = kUnknown;
  double lowest_mean_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_USUAL_GAP_H_
