#include "core/freeze/gap_evidence.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr PathThresholds kThresholds;

// A path around half the world, or through a phone: its best values are not a sign of trouble.
TEST(PathThresholdsTest, ComparesAPathWithItsOwnFloor) {
  EXPECT_TRUE(kThresholds.rtt.IsMet(150, 40));
  EXPECT_FALSE(kThresholds.rtt.IsMet(450, 300));
  EXPECT_TRUE(kThresholds.rtt.IsMet(600, 300));
  EXPECT_FALSE(kThresholds.jitter.IsMet(25, 15));
  EXPECT_TRUE(kThresholds.jitter.IsMet(30, 15));
  EXPECT_FALSE(kThresholds.audio_jitter.IsMet(17, 9));
  EXPECT_TRUE(kThresholds.audio_jitter.IsMet(18, 9));
}

TEST(PathThresholdsTest, IgnoresSmallIncreases) {
  EXPECT_FALSE(kThresholds.rtt.IsMet(90, 1));
  EXPECT_FALSE(kThresholds.jitter.IsMet(14, 1));
  EXPECT_FALSE(kThresholds.audio_jitter.IsMet(7, 1));
}

TEST(PathThresholdsTest, IgnoresUnknownLevels) {
  EXPECT_FALSE(kThresholds.rtt.IsMet(kUnknown, 40));
  EXPECT_FALSE(kThresholds.jitter.IsMet(kUnknown, 1));
}

}  // namespace
}  // namespace rtc_vitals
