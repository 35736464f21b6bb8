#include "core/freeze/freeze_threshold.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(FreezeThresholdTest, IsThreeTimesTheUsualGapOr150MsMore) {
  EXPECT_DOUBLE_EQ(FreezeThreshold().Of(33), 183);
  EXPECT_DOUBLE_EQ(FreezeThreshold().Of(200), 600);
}

TEST(FreezeThresholdTest, IsTheBrowsersUnlessItIsStricter) {
  EXPECT_TRUE(FreezeThreshold().CoversBrowserFreezes());
  EXPECT_TRUE((FreezeThreshold{.min_increase_ms = 100, .factor = 2}).CoversBrowserFreezes());
  EXPECT_FALSE((FreezeThreshold{.min_increase_ms = 200}).CoversBrowserFreezes());
  EXPECT_FALSE((FreezeThreshold{.factor = 4}).CoversBrowserFreezes());
}

}  // namespace
}  // namespace rtc_vitals
