// Views a struct of doubles as an array: one loop over its members instead of a line for each.
#ifndef RTC_VITALS_CORE_BASE_DOUBLES_H_
#define RTC_VITALS_CORE_BASE_DOUBLES_H_

#include <algorithm>
#include <span>
#include <type_traits>

#include "core/base/unknown.h"

namespace rtc_vitals {

// The members in order. `T` contains only doubles, or structs of them.
template <typename T>
auto DoublesOf(T& members) {
  static_assert(std::is_standard_layout_v<T> && sizeof(T) % sizeof(double) == 0);
  using Double = std::conditional_t<std::is_const_v<T>, const double, double>;
  return std::span<Double, sizeof(T) / sizeof(double)>(reinterpret_cast<Double*>(&members), sizeof(T) / sizeof(double));
}

inline bool AnyKnown(std::span<const double> values) { return std::any_of(values.begin(), values.end(), IsKnown); }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_DOUBLES_H_
