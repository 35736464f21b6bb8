#include "core/freeze/plain_freeze_rule.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(PlainFreezeRuleTest, FrozenOnlyWhenMediaComesInAndNothingIsDecoded) {
  const PlainFreezeRule rule;
  EXPECT_EQ(rule.IsFrozen(10001, 0), 1);
  EXPECT_EQ(rule.IsFrozen(10000, 0), 0);
  EXPECT_EQ(rule.IsFrozen(800000, 1), 0);
  EXPECT_EQ(rule.IsFrozen(0, 0), 0);
}

TEST(PlainFreezeRuleTest, UnknownWhereEitherIsUnknown) {
  const PlainFreezeRule rule;
  EXPECT_FALSE(IsKnown(rule.IsFrozen(kUnknown, 0)));
  EXPECT_FALSE(IsKnown(rule.IsFrozen(800000, kUnknown)));
}

TEST(PlainFreezeRuleTest, TheFloorIsAParameter) {
  EXPECT_EQ(PlainFreezeRule({.min_bitrate = 0}).IsFrozen(1, 0), 1);
}

}  // namespace
}  // namespace rtc_vitals
