#include "core/base/unknown.h"

#include <gtest/gtest.h>

#include <limits>

namespace rtc_vitals {
namespace {

TEST(UnknownTest, OnlyNanIsUnknown) {
  EXPECT_FALSE(IsKnown(kUnknown));
  EXPECT_TRUE(IsKnown(0));
  EXPECT_TRUE(IsKnown(-1.5));
  EXPECT_TRUE(IsKnown(std::numeric_limits<double>::infinity()));
}

TEST(UnknownTest, PropagatesThroughArithmetic) {
  EXPECT_FALSE(IsKnown(kUnknown - 3));
  EXPECT_FALSE(IsKnown(0 * kUnknown));
  EXPECT_FALSE(IsKnown(1 / kUnknown));
}

TEST(UnknownTest, KnownOrFallsBackOnlyWhenUnknown) {
  EXPECT_EQ(KnownOr(kUnknown, 7), 7);
  EXPECT_EQ(KnownOr(0, 7), 0);
}

TEST(UnknownTest, IsTrueRequiresAKnownNonZeroFlag) {
  EXPECT_FALSE(IsTrue(kUnknown));
  EXPECT_FALSE(IsTrue(0));
  EXPECT_TRUE(IsTrue(1));
}

TEST(UnknownTest, AddKnownSkipsUnknownTerms) {
  double total = kUnknown;
  AddKnown(total, kUnknown);
  EXPECT_FALSE(IsKnown(total));
  AddKnown(total, 2);
  AddKnown(total, kUnknown);
  AddKnown(total, 3);
  EXPECT_EQ(total, 5);
}

}  // namespace
}  // namespace rtc_vitals
