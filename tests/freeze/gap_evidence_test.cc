#include "core/freeze/gap_evidence.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr PathThresholds kThresholds;

// A path around half the world, or through a phone: its best values are not a sign of trouble.
TEST(PathThresholdsTest, ComparesAPathWithItsOwnFloor) {
  EXPECT_TRUE(kThresholds.rtt.Of(150, 40));
  EXPECT_FALSE(kThresholds.rtt.Of(450, 300));
  EXPECT_TRUE(kThresholds.rtt.Of(600, 300));
  EXPECT_FALSE(kThresholds.jitter.Of(25, 15));
  EXPECT_TRUE(kThresholds.jitter.Of(30, 15));
  EXPECT_FALSE(kThresholds.audio_jitter.Of(17, 9));
  EXPECT_TRUE(kThresholds.audio_jitter.Of(18, 9));
}

TEST(PathThresholdsTest, IgnoresSmallIncreases) {
  EXPECT_FALSE(kThresholds.rtt.Of(90, 1));
  EXPECT_FALSE(kThresholds.jitter.Of(14, 1));
  EXPECT_FALSE(kThresholds.audio_jitter.Of(7, 1));
}

TEST(PathThresholdsTest, IgnoresUnknownLevels) {
  EXPECT_FALSE(kThresholds.rtt.Of(kUnknown, 40));
  EXPECT_FALSE(kThresholds.jitter.Of(kUnknown, 1));
}

}  // namespace
}  // namespace rtc_vitals
