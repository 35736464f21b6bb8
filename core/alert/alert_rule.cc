#include "core/alert/alert_rule.h"

namespace rtc_vitals {

AlertChange AlertRule::Feed(double t, Picture picture) {
  if (picture == Picture::kUnknown) return AlertChange::kNone;
  const double gap = t - last_t_;
  if (has_last_ && gap <= 0 && gap >= -parameters_.max_gap_ms) return AlertChange::kNone;
  if (has_last_ && (gap < 0 || gap > parameters_.max_gap_ms)) frozen_ = 0;
  has_last_ = true;
  last_t_ = t;
  if (picture == Picture::kLive) {
    frozen_ = 0;
    const bool was_open = open_;
    open_ = false;
    return was_open ? AlertChange::kResolved : AlertChange::kNone;
  }
  if (open_ || ++frozen_ < parameters_.frozen_to_open) return AlertChange::kNone;
  open_ = true;
  return AlertChange::kOpened;
}

void AlertRule::Restore(double opened_at) {
  last_t_ = opened_at;
  has_last_ = true;
  open_ = true;
}

}  // namespace rtc_vitals
