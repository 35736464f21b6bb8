#include "core/freeze/frame_clock.h"

#include <algorithm>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr FrameClock::Parameters kParameters;

}  // namespace

void FrameClock::Update(double timestamp, double total_inter_frame_delay) {
  if (total_inter_frame_delay < total_) *this = FrameClock();
  reanchored_ = false;
  const bool grew = total_inter_frame_delay > total_;
  const double interval = timestamp - timestamp_;
  timestamp_ = timestamp;
  total_ = total_inter_frame_delay;
  if (grew) {
    // A frame came since the previous poll, so its age lies between 0 and the interval.
    const double residual = timestamp - kMsPerSecond * total_inter_frame_delay;
    const double age = residual - Anchor();
    if (age > interval + kParameters.max_late_ms || age < -kParameters.max_late_ms) {
      min_residual_ = min_residual_before_ = kUnknown;
      polls_ = 0;
      reanchored_ = true;
    }
    AddResidual(residual);
  }
  last_frame_ = Anchor() + kMsPerSecond * total_;
}

double FrameClock::Anchor() const { return IsKnown(min_residual_before_) ? std::min(min_residual_, min_residual_before_) : min_residual_; }

void FrameClock::AddResidual(double residual) {
  if (polls_ >= kParameters.window_polls / 2) {
    min_residual_before_ = min_residual_;
    min_residual_ = kUnknown;
    polls_ = 0;
  }
  min_residual_ = IsKnown(min_residual_) ? std::min(min_residual_, residual) : residual;
  ++polls_;
}

}  // namespace rtc_vitals
