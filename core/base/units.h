// Conversions between the units of W3C webrtc-stats and those of a sample.
#ifndef RTC_VITALS_CORE_BASE_UNITS_H_
#define RTC_VITALS_CORE_BASE_UNITS_H_

#include <algorithm>

#include "core/base/unknown.h"

namespace rtc_vitals {

inline constexpr double kMsPerSecond = 1000;
inline constexpr double kBitsPerByte = 8;

// part / whole within 0..1; unknown if the whole is 0. A part can slightly exceed the whole, if the two counters are read at different
// moments.
inline double Share(double part, double whole) {
  return whole > 0 && IsKnown(part) ? std::clamp(part / whole, 0.0, 1.0) : kUnknown;
}

// Firefox writes 0 into gauges such as frameWidth before the first frame.
inline double ZeroIsUnknown(double value) { return value == 0 ? kUnknown : value; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_UNITS_H_
