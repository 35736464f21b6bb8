// The value of everything that is unknown.
#ifndef RTC_VITALS_CORE_BASE_UNKNOWN_H_
#define RTC_VITALS_CORE_BASE_UNKNOWN_H_

#include <cstdint>

#if __FINITE_MATH_ONLY__
#error "unknown values are NaN here, and -ffast-math assumes that no NaN occurs: compile without it"
#endif

namespace rtc_vitals {

// Unknown is not zero: a member the browser lacks, a first sample, a reset. It propagates through arithmetic, and is `null` on the wire.
// This is the NaN whose bytes are all alike: a sample or a window full of it is one memory.fill, in a page that pays for each instruction.
inline constexpr double kUnknown = __builtin_bit_cast(double, ~std::uint64_t{0});

// True for every number but NaN. Infinities do not occur: the row reader turns them into kUnknown.
constexpr bool IsKnown(double value) { return value == value; }

// `value` if it is known, else `fallback`.
constexpr double KnownOr(double value, double fallback) { return IsKnown(value) ? value : fallback; }

// Adds what is known: an unknown `value` changes nothing, and an unknown `total` becomes the value.
[[gnu::noinline]] inline void AddKnown(double& total, double value) {
  if (IsKnown(value)) total = KnownOr(total, 0) + value;
}

// A flag of the seam or of a sample: known and not zero.
constexpr bool IsTrue(double value) { return IsKnown(value) && value != 0; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_UNKNOWN_H_
