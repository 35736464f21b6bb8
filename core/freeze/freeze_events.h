// Results of one poll for one picture: events, and how much of the interval it was frozen.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_EVENTS_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_EVENTS_H_

#include <algorithm>
#include <span>

#include "core/base/list.h"
#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

class FreezeEvents {
 public:
  // Starts a poll. The previous poll was at `since`, ms on the stats' clock.
  void Begin(double since) {
    since_ = since;
    frozen_ms_ = 0;
    events_.clear();
  }
  void Add(Phase phase, const FreezeEvent& event) {
    events_.push_back(event);
    events_.back().phase = phase;
  }
  // Adds the part of a frozen period that lies in this interval.
  void AddFrozen(double start, double end) { AddFrozen(std::max(0.0, end - std::max(start, since_))); }
  void AddFrozen(double ms) { frozen_ms_ += ms; }

  std::span<const FreezeEvent> events() const { return events_; }
  double frozen_ms() const { return frozen_ms_; }

 private:
  double since_ = kUnknown;
  double frozen_ms_ = 0;
  List<FreezeEvent> events_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_EVENTS_H_
