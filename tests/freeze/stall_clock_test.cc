#include "core/freeze/stall_clock.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(StallClockTest, FramesAtFullRateReachTheEndOfTheInterval) {
  StallClock clock;
  clock.Update(1000, 15, 66);
  clock.Update(2000, 15, 66);
  EXPECT_NEAR(clock.last_frame(), 2000, 70);
}

TEST(StallClockTest, PlacesFewFramesAtTheStartOfTheInterval) {
  StallClock clock;
  clock.Update(1000, 15, 66);
  clock.Update(2000, 3, 66);
  EXPECT_DOUBLE_EQ(clock.last_frame(), 1198);
  clock.Update(3000, 0, 66);
  EXPECT_DOUBLE_EQ(clock.last_frame(), 1198);
}

TEST(StallClockTest, PlacesFramesAfterAStallAtTheEndOfTheInterval) {
  StallClock clock;
  clock.Update(1000, 15, 66);
  clock.Update(2000, 0, 66);
  clock.Update(3000, 4, 66);
  EXPECT_DOUBLE_EQ(clock.last_frame(), 3000);
}

TEST(StallClockTest, IsUnknownBeforeTheFirstFrame) {
  StallClock clock;
  clock.Update(1000, 0, kUnknown);
  clock.Update(2000, kUnknown, kUnknown);
  EXPECT_FALSE(IsKnown(clock.last_frame()));
}

}  // namespace
}  // namespace rtc_vitals
