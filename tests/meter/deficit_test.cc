#include "core/meter/deficit.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

TEST(DeficitTest, CarriesANegativeRemainderIntoTheNextInterval) {
  Deficit deficit;
  EXPECT_VALUE(deficit.Take(5, false), 5);
  EXPECT_VALUE(deficit.Take(-3, false), 0);
  EXPECT_VALUE(deficit.Take(2, false), 0);
  EXPECT_VALUE(deficit.Take(4, false), 3);  // 1 was carried over
  EXPECT_VALUE(deficit.Take(4, false), 4);
}

TEST(DeficitTest, KeepsTheTotal) {
  Deficit deficit;
  double sum = 0;
  for (double growth : {3., -1., 0., -4., 2., 7., -2., 5.}) sum += deficit.Take(growth, false);
  EXPECT_VALUE(sum, 3 - 1 + 0 - 4 + 2 + 7 - 2 + 5);
}

TEST(DeficitTest, UnknownIntervalDropsTheRemainder) {
  Deficit deficit;
  deficit.Take(-3, false);
  EXPECT_UNKNOWN(deficit.Take(kUnknown, false));
  EXPECT_VALUE(deficit.Take(2, false), 2);
}

TEST(DeficitTest, RepeatedReportKeepsTheRemainder) {
  Deficit deficit;
  deficit.Take(-3, false);
  EXPECT_UNKNOWN(deficit.Take(kUnknown, true));
  EXPECT_VALUE(deficit.Take(2, false), 0);
}

}  // namespace
}  // namespace rtc_vitals
