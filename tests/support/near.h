// Compares values that may be unknown.
#ifndef RTC_VITALS_TESTS_SUPPORT_NEAR_H_
#define RTC_VITALS_TESTS_SUPPORT_NEAR_H_

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/unknown.h"

// Equal up to rounding. Unknown equals only unknown.
#define EXPECT_VALUE(actual, expected)                                        \
  do {                                                                        \
    const double value_ = (actual), wanted_ = (expected);                     \
    if (rtc_vitals::IsKnown(wanted_)) {                                       \
      EXPECT_NEAR(value_, wanted_, 1e-9 * (1 + std::fabs(wanted_))) << #actual; \
    } else {                                                                  \
      EXPECT_FALSE(rtc_vitals::IsKnown(value_)) << #actual " is " << value_;  \
    }                                                                         \
  } while (false)

#define EXPECT_UNKNOWN(actual) EXPECT_VALUE(actual, rtc_vitals::kUnknown)

#endif  // RTC_VITALS_TESTS_SUPPORT_NEAR_H_
