// How much a counter grew.
#ifndef RTC_VITALS_CORE_BASE_GROWTH_H_
#define RTC_VITALS_CORE_BASE_GROWTH_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Unknown if it fell: it was reset.
inline double Growth(double before, double now) { return now >= before ? now - before : kUnknown; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_GROWTH_H_
