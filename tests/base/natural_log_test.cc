#include "core/base/natural_log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace rtc_vitals {
namespace {

TEST(NaturalLogTest, IsExactAtOne) { EXPECT_EQ(NaturalLog(1), 0); }

TEST(NaturalLogTest, MatchesStdLog) {
  for (double value = 1e-300; value < 1e300; value *= 1.0371) {
    const double expected = std::log(value);
    EXPECT_NEAR(NaturalLog(value), expected, 1e-15 * std::max(1.0, std::abs(expected))) << value;
  }
}

TEST(NaturalLogTest, MatchesStdLogAroundPowersOfTwo) {
  for (double value : {0.4999999, 0.5, 0.7499999, 0.75, 0.9999999, 1.0000001, 1.4999999, 1.5, 1.9999999, 2.0}) {
    EXPECT_NEAR(NaturalLog(value), std::log(value), 1e-15) << value;
  }
}

}  // namespace
}  // namespace rtc_vitals
