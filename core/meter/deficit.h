// The shortfall between two counters, part of which may still arrive.
#ifndef RTC_VITALS_CORE_METER_DEFICIT_H_
#define RTC_VITALS_CORE_METER_DEFICIT_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Turns signed growth into counts that are never negative. A negative remainder (late packets that were counted as lost before, frames in
// flight at the last poll) is carried into the next intervals, so that totals stay right. Dropping it would count the loss twice
// (w3c/webrtc-stats#253).
class Deficit {
 public:
  // `repeated`: the report is the same again. The interval is unknown, and nothing changed.
  double Take(double growth, bool repeated) {
    if (repeated) return kUnknown;
    if (!IsKnown(growth)) {
      carried_ = 0;
      return kUnknown;
    }
    const double total = growth + carried_;
    carried_ = total < 0 ? total : 0;
    return total < 0 ? 0 : total;
  }

 private:
  double carried_ = 0;  // <= 0
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_DEFICIT_H_
