#include "core/forensics/watched_time.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

void Polls(WatchedTime& watched, double from, double to, Observation observation) {
  for (double t = from; t <= to; t += 1000) watched.AddPoll(t, observation);
}

TEST(WatchedTimeTest, WaitForTheFirstFrameIsNotAGap) {
  WatchedTime watched;
  Polls(watched, 0, 12'000, Observation::kNotReported);
  EXPECT_FALSE(watched.IsComplete()) << "nothing is known yet";
  Polls(watched, 13'000, 40'000, Observation::kReported);
  EXPECT_TRUE(watched.IsComplete());
  EXPECT_EQ(watched.watched_ms(), 28'000);
  EXPECT_EQ(watched.length_ms(), 40'000);
}

TEST(WatchedTimeTest, ClockSetBackRemovesNoTime) {
  WatchedTime watched;
  Polls(watched, 3'600'000, 3'620'000, Observation::kReported);
  Polls(watched, 21'000, 40'000, Observation::kReported);
  EXPECT_EQ(watched.length_ms(), 39'000);
  EXPECT_EQ(watched.watched_ms(), 39'000);
  EXPECT_TRUE(watched.IsComplete());
}

TEST(WatchedTimeTest, LongWaitForTheFirstFrameIsAGap) {
  WatchedTime watched;
  Polls(watched, 0, 25'000, Observation::kNotReported);
  Polls(watched, 26'000, 40'000, Observation::kReported);
  EXPECT_FALSE(watched.IsComplete());
  EXPECT_EQ(watched.Gaps(), "from 0.0 s to 25.0 s no picture had appeared yet");
}

TEST(WatchedTimeTest, TimeWithoutPollsIsNoWaitForTheFirstFrame) {
  WatchedTime watched;
  Polls(watched, 0, 2000, Observation::kNoVideo);
  Polls(watched, 14'000, 14'000, Observation::kNotReported);
  Polls(watched, 15'000, 60'000, Observation::kReported);
  EXPECT_FALSE(watched.IsComplete());
  EXPECT_EQ(watched.Gaps(), "from 2.0 s to 14.0 s there were no polls");
}

TEST(WatchedTimeTest, SleepEndedVideoAndUncountedFramesAreDistinguished) {
  WatchedTime watched;
  Polls(watched, 0, 10'000, Observation::kReported);
  watched.AddPoll(50'000, Observation::kNotReported);
  Polls(watched, 51'000, 60'000, Observation::kReported);
  Polls(watched, 61'000, 70'000, Observation::kNoVideo);
  Polls(watched, 71'000, 80'000, Observation::kReported);
  Polls(watched, 81'000, 90'000, Observation::kNotReported);
  EXPECT_EQ(watched.Gaps(),
            "from 10.0 s to 50.0 s there were no polls, from 1 min 0.0 s to 1 min 10.0 s no video was received "
            "and from 1 min 20.0 s to 1 min 30.0 s frames were not reported");
}

TEST(WatchedTimeTest, OneShortIntervalDoesNotMakeLongOnesGaps) {
  WatchedTime watched;
  watched.AddPoll(0, Observation::kReported);
  watched.AddPoll(100, Observation::kReported);
  for (double t = 10'100; t <= 60'100; t += 10'000) watched.AddPoll(t, Observation::kNotReported);
  EXPECT_EQ(watched.Gaps(), "from 0.1 s to 1 min 0.1 s frames were not reported");
  watched.AddPoll(160'100, Observation::kNotReported);
  EXPECT_EQ(watched.Gaps(), "from 0.1 s to 1 min 0.1 s frames were not reported and "
                            "from 1 min 0.1 s to 2 min 40.1 s there were no polls");
}

TEST(WatchedTimeTest, ShortGapsStillCountAsUnmonitored) {
  WatchedTime watched;
  for (double t = 0; t < 60'000; t += 3000) {
    watched.AddPoll(t, Observation::kReported);
    watched.AddPoll(t + 1000, Observation::kNotReported);
    watched.AddPoll(t + 2000, Observation::kReported);
  }
  EXPECT_FALSE(watched.IsComplete());
  EXPECT_EQ(watched.Gaps(), "");
}

TEST(WatchedTimeTest, TimeAfterTheFarEndLeftIsNotPartOfTheCall) {
  WatchedTime watched;
  Polls(watched, 0, 10'000, Observation::kReported);
  EXPECT_EQ(watched.LeftText(), "");
  Polls(watched, 11'000, 40'000, Observation::kFarEndLeft);
  EXPECT_EQ(watched.length_ms(), 10'000);
  EXPECT_TRUE(watched.IsComplete());
  EXPECT_EQ(watched.Gaps(), "");
  EXPECT_EQ(watched.LeftText(), " The far end left between 10.0 s and 11.0 s.");
  watched.AddPoll(41'000, Observation::kReported);
  EXPECT_EQ(watched.LeftText(), "") << "it returned";
}

TEST(WatchedTimeTest, FarEndThatLeftBeforeTheFirstPollHasNoTime) {
  WatchedTime watched;
  Polls(watched, 0, 10'000, Observation::kFarEndLeft);
  EXPECT_EQ(watched.LeftText(), " The far end had left before the first poll.");
}

TEST(WatchedTimeTest, DataLostInTransitIsNotMonitoredTime) {
  WatchedTime watched;
  Polls(watched, 0, 10'000, Observation::kReported);
  watched.MarkLost();
  watched.AddPoll(20'000, Observation::kReported);
  EXPECT_EQ(watched.watched_ms(), 10'000);
  EXPECT_EQ(watched.Gaps(), "from 10.0 s to 20.0 s data sent by the page did not arrive");
}

}  // namespace
}  // namespace rtc_vitals
