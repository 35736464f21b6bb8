#include "core/forensics/call_clock.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(CallClockTest, StepsAreUnknownWithoutPerformanceNow) {
  CallClock clock;
  for (const double t : {0.0, 1000.0, 900'000.0}) clock.Add(t, kUnknown);
  EXPECT_EQ(clock.AheadAt(900'000), 0);
  EXPECT_EQ(clock.Text(0), "");
}

TEST(CallClockTest, LatePollIsNotAStep) {
  CallClock clock;
  clock.Add(0, 500);
  clock.Add(60'000, 60'400);
  EXPECT_EQ(clock.AheadAt(60'000), 0);
  EXPECT_EQ(clock.Text(0), "");
}

TEST(CallClockTest, UsesTheNewestPeriodThatContainsTheTime) {
  CallClock clock;
  clock.Add(0, 0);
  clock.Add(10'000, 10'000);
  clock.Add(5000, 11'000);  // set back by 6 s
  EXPECT_EQ(clock.AheadAt(9000), 0) << "the new one has not begun yet";
  clock.Add(9500, 15'500);
  EXPECT_EQ(clock.AheadAt(9000), -6000);
  EXPECT_EQ(clock.AheadAt(10'000), 0);
  EXPECT_EQ(clock.AheadAt(4000), 0);
  EXPECT_EQ(clock.AheadAt(-1), 0);
  EXPECT_EQ(clock.Text(0),
            " The clock was set back by 6.0 s at 11.0 s (a forward step can also mean that the device slept); the times given here exclude "
            "these steps.");
}

}  // namespace
}  // namespace rtc_vitals
