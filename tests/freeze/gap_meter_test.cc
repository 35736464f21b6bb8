#include "core/freeze/gap_meter.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(LongestGapTest, ExactWhereAllGapsButOneAreAlike) {
  // 14 gaps of 66 ms and one of 2,000.
  const GapBounds bounds = LongestGap(15, 14 * 0.066 + 2, 14 * 0.066 * 0.066 + 4);
  EXPECT_NEAR(bounds.most, 2000, 0.01);
  EXPECT_LE(bounds.least, 2000);
  EXPECT_GT(bounds.least, 1300);
}

TEST(LongestGapTest, BoundsHoldForUnevenGaps) {
  const double gaps[] = {0.030, 0.200, 0.010, 0.450, 0.090};
  double sum = 0;
  double squares = 0;
  for (const double gap : gaps) sum += gap, squares += gap * gap;
  const GapBounds bounds = LongestGap(5, sum, squares);
  EXPECT_LE(bounds.least, 450);
  EXPECT_GE(bounds.most, 450);
}

TEST(LongestGapTest, OneGapIsItself) {
  EXPECT_DOUBLE_EQ(LongestGap(1, 0.5, 0.25).most, 500);
  EXPECT_DOUBLE_EQ(LongestGap(1, 0.5, 0.25).least, 500);
}

TEST(LongestGapTest, UnknownWithoutGapsOrSums) {
  EXPECT_FALSE(IsKnown(LongestGap(0, 0, 0).most));
  EXPECT_FALSE(IsKnown(LongestGap(5, kUnknown, 1).most));
  EXPECT_FALSE(IsKnown(LongestGap(5, 1, kUnknown).most));
}

TEST(FreezeThresholdTest, ThreeTimesTheUsualGapOr150MsMore) {
  EXPECT_DOUBLE_EQ(FreezeThreshold().Of(33), 183);
  EXPECT_DOUBLE_EQ(FreezeThreshold().Of(200), 600);
}

}  // namespace
}  // namespace rtc_vitals
