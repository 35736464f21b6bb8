#include "core/freeze/frame_clock.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr double kT0 = 1'000'000;

TEST(FrameClockTest, TracksTheLastFrameOfAMovingAndOfAFrozenPicture) {
  FrameClock clock;
  clock.Update(kT0, 0);
  EXPECT_FALSE(IsKnown(clock.last_frame()));
  // The first frame was at kT0 + 20; the last ones at +1000, +1980.
  clock.Update(kT0 + 1000, 0.98);
  clock.Update(kT0 + 2000, 1.96);
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 + 1980);
  clock.Update(kT0 + 3000, 1.96);
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 + 1980);
}

TEST(FrameClockTest, IsUnknownUntilTheTotalMoves) {
  FrameClock clock;
  clock.Update(kT0, 5);  // joined in the middle of a call while the picture is frozen
  clock.Update(kT0 + 1000, 5);
  EXPECT_FALSE(IsKnown(clock.last_frame()));
  clock.Update(kT0 + 2000, 6.9);
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 + 2000);
}

TEST(FrameClockTest, IsUnknownWithoutATotal) {
  FrameClock clock;
  clock.Update(kT0, kUnknown);
  clock.Update(kT0 + 1000, kUnknown);
  EXPECT_FALSE(IsKnown(clock.last_frame()));
}

TEST(FrameClockTest, RestartsIfTheTotalDecreases) {
  FrameClock clock;
  clock.Update(kT0, 10);
  clock.Update(kT0 + 1000, 11);
  clock.Update(kT0 + 2000, 0.5);
  EXPECT_FALSE(IsKnown(clock.last_frame()));
  clock.Update(kT0 + 3000, 1.5);
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 + 3000);
}

TEST(FrameClockTest, GapMissingFromTheTotalMovesTheAnchor) {
  FrameClock clock;
  clock.Update(kT0, 0);
  clock.Update(kT0 + 1000, 1);
  clock.Update(kT0 + 80'000, 1);
  clock.Update(kT0 + 81'000, 1.9);
  EXPECT_TRUE(clock.reanchored());
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 + 81'000);
}

TEST(FrameClockTest, ClockSetBackMovesTheAnchor) {
  FrameClock clock;
  clock.Update(kT0, 0);
  clock.Update(kT0 + 1000, 1);
  clock.Update(kT0 - 5000, 2);
  EXPECT_TRUE(clock.reanchored());
  EXPECT_DOUBLE_EQ(clock.last_frame(), kT0 - 5000);
}

// At every other poll the last frame is 50 ms old, which the clock cannot know once it has forgotten the best one.
TEST(FrameClockTest, RemembersItsBestPollForAtLeastThirtyPolls) {
  FrameClock clock;
  clock.Update(kT0, 0);
  for (int i = 1; i <= 61; ++i) {
    const double age = i == 30 ? 0 : 50;
    clock.Update(kT0 + 1000 * i, i - age / 1000);
    if (i >= 30) EXPECT_EQ(clock.last_frame(), kT0 + 1000 * i - (i <= 60 ? age : 0)) << i;
  }
}

TEST(FrameClockTest, FollowsADriftingClock) {
  FrameClock clock;
  double total = 0;
  clock.Update(kT0, total);
  // The stats' clock runs 0.1 % fast. Without a window the age would grow by 1 ms per second.
  for (int i = 1; i <= 300; ++i) clock.Update(kT0 + 1001.0 * i, total += 1);
  EXPECT_NEAR(clock.last_frame(), kT0 + 1001.0 * 300, 61);
}

}  // namespace
}  // namespace rtc_vitals
