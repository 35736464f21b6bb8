#include "core/freeze/usual_gap.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(UsualGapTest, IsUnknownBeforeTheFifthGap) {
  UsualGap usual;
  usual.Add(4, 200);
  EXPECT_FALSE(IsKnown(usual.Mean()));
  usual.Add(1, 50);
  EXPECT_DOUBLE_EQ(usual.Mean(), 50);
}

TEST(UsualGapTest, AveragesTheLastThirtyGaps) {
  UsualGap usual;
  usual.Add(30, 30 * 100);
  usual.Add(15, 15 * 40);
  EXPECT_DOUBLE_EQ(usual.Mean(), 70);
  usual.Add(30, 30 * 40);
  EXPECT_DOUBLE_EQ(usual.Mean(), 40);
  for (int i = 0; i < 15; ++i) usual.Add(1, 100);
  for (int i = 0; i < 15; ++i) usual.Add(1, 40);
  EXPECT_DOUBLE_EQ(usual.Mean(), 70);
}

TEST(UsualGapTest, RemembersTheLowestMean) {
  UsualGap usual;
  EXPECT_FALSE(IsKnown(usual.LowestMean()));
  for (const double gap : {60, 40, 90}) usual.Add(30, 30 * gap);
  EXPECT_DOUBLE_EQ(usual.Mean(), 90);
  EXPECT_DOUBLE_EQ(usual.LowestMean(), 40);
}

TEST(UsualGapTest, IgnoresUnknownValues) {
  UsualGap usual;
  usual.Add(10, 500);
  usual.Add(kUnknown, 100);
  usual.Add(3, kUnknown);
  usual.Add(0, 0);
  EXPECT_DOUBLE_EQ(usual.Mean(), 50);
}

}  // namespace
}  // namespace rtc_vitals
