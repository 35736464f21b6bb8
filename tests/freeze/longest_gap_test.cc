#include "core/freeze/longest_gap.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(LongestGapTest, IsExactIfAllOtherGapsAreEqual) {
  // 14 gaps of 66 ms and one of 2,000.
  const GapBounds bounds = LongestGap(15, 14 * 0.066 + 2, 14 * 0.066 * 0.066 + 4);
  EXPECT_NEAR(bounds.max, 2000, 0.01);
  EXPECT_LE(bounds.min, 2000);
  EXPECT_GT(bounds.min, 1300);
}

TEST(LongestGapTest, BoundsHoldForUnevenGaps) {
  const double gaps[] = {0.030, 0.200, 0.010, 0.450, 0.090};
  double sum = 0;
  double squares = 0;
  for (const double gap : gaps) {
    sum += gap;
    squares += gap * gap;
  }
  const GapBounds bounds = LongestGap(5, sum, squares);
  EXPECT_LE(bounds.min, 450);
  EXPECT_GE(bounds.max, 450);
}

TEST(LongestGapTest, IsExactForASingleGap) {
  EXPECT_DOUBLE_EQ(LongestGap(1, 0.5, 0.25).max, 500);
  EXPECT_DOUBLE_EQ(LongestGap(1, 0.5, 0.25).min, 500);
}

TEST(LongestGapTest, IsUnknownWithoutGapsOrSums) {
  EXPECT_FALSE(IsKnown(LongestGap(0, 0, 0).max));
  EXPECT_FALSE(IsKnown(LongestGap(5, kUnknown, 1).max));
  EXPECT_FALSE(IsKnown(LongestGap(5, 1, kUnknown).max));
}

TEST(LongerOfTwoTest, FindsTheLongerOfTwoGapsAmongEqualOnes) {
  // 5,709 and 1,599 ms as summed by Firefox, and 48 gaps of 1.25 ms.
  EXPECT_NEAR(LongerOfTwo(50, 7.308 + 0.06, 5.709 * 5.709 + 1.599 * 1.599 + 48 * 0.00125 * 0.00125, 7.308), 5709, 1);
  EXPECT_NEAR(LongerOfTwo(2, 1.5, 1.25, 1.5), 1000, 0.01);
  EXPECT_NEAR(LongerOfTwo(2, 1.501, 1.25, 1.5), 1000, 0.01);  // rounded separately
  EXPECT_NEAR(LongerOfTwo(3, 1.2, 0.36 + 0.16 + 0.04, 1), 600, 0.01);  // the third takes its part of the squares
}

TEST(LongerOfTwoTest, IsUnknownIfNoTwoGapsFit) {
  EXPECT_FALSE(IsKnown(LongerOfTwo(10, 3, 1, 2)));  // two equal ones would have 2 s^2
  EXPECT_FALSE(IsKnown(LongerOfTwo(10, 1, 4, 2)));  // longer than all gaps
  EXPECT_FALSE(IsKnown(LongerOfTwo(10, 3, kUnknown, 2)));
  EXPECT_FALSE(IsKnown(LongerOfTwo(10, 3, 2, 0)));
}

}  // namespace
}  // namespace rtc_vitals
