// The value of everything that is not known.
#ifndef RTC_VITALS_CORE_BASE_UNKNOWN_H_
#define RTC_VITALS_CORE_BASE_UNKNOWN_H_

#include <limits>

namespace rtc_vitals {

// Unknown is not zero: a member the browser lacks, a first sample, a reset. It propagates through arithmetic, and is `null` on the wire.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// True for every number but NaN. Infinities do not occur: the row reader turns them into kUnknown.
constexpr bool IsKnown(double value) { return value == value; }

// `value` if it is known, else `fallback`.
constexpr double KnownOr(double value, double fallback) { return IsKnown(value) ? value : fallback; }

// A flag of the seam or of a sample: known and not zero.
constexpr bool IsTrue(double value) { return IsKnown(value) && value != 0; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_UNKNOWN_H_
