#include "core/freeze/frame_gaps.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

VideoPoll At(double timestamp, double decoded, double total) {
  return {.timestamp = timestamp, .framesDecoded = decoded, .totalInterFrameDelay = total};
}

// The poll falls between decoding and presentation.
TEST(FrameGapsTest, CountsADecodedFrameThatIsNotYetShownInTheNextInterval) {
  FrameGaps gaps;
  const VideoPoll polls[] = {At(1000, 10, 1), At(2000, 20, 2), At(3000, 21, 2), At(4000, 31, 4)};
  gaps.Start(polls[0]);
  EXPECT_EQ(gaps.Update(polls[0], polls[1], 100, 300).frames, 10);
  const IntervalFrames ahead = gaps.Update(polls[1], polls[2], 100, 300);
  EXPECT_EQ(ahead.frames, 0);
  EXPECT_EQ(ahead.last_frame, 2000);
  const IntervalFrames both = gaps.Update(polls[2], polls[3], 100, 300);
  EXPECT_EQ(both.frames, 11);
  EXPECT_EQ(both.total_ms, 2000);
}

// There is no gap to sum before the second frame.
TEST(FrameGapsTest, CountsTheFirstFrameWhenItIsDecoded) {
  FrameGaps gaps;
  const VideoPoll polls[] = {At(1000, 0, 0), At(2000, 1, 0), At(3000, 11, 1)};
  gaps.Start(polls[0]);
  EXPECT_EQ(gaps.Update(polls[0], polls[1], 100, 300).frames, 1);
  EXPECT_EQ(gaps.Update(polls[1], polls[2], 100, 300).frames, 10);
}

TEST(FrameGapsTest, CountsAFrameDecodedBeforeTheLastPollWhenItIsShown) {
  FrameGaps gaps;
  const VideoPoll polls[] = {At(1000, 10, 1), At(2000, 20, 2), At(3000, 20, 3)};
  gaps.Start(polls[0]);
  gaps.Update(polls[0], polls[1], 100, 300);
  EXPECT_EQ(gaps.Update(polls[1], polls[2], 100, 300).frames, 1);
}

// The sum leaves out a gap of 78 s, and later begins anew: when the frames came is not known then.
TEST(FrameGapsTest, IsNotExactWhereTheSumDoesNotContinue) {
  FrameGaps gaps;
  const VideoPoll polls[] = {At(1000, 10, 1), At(2000, 20, 2), At(80'000, 20, 2), At(81'000, 30, 2.9), At(82'000, 40, 3.9),
                             At(83'000, 50, 0.9)};
  gaps.Start(polls[0]);
  gaps.Update(polls[0], polls[1], 100, 300);
  EXPECT_TRUE(gaps.Update(polls[1], polls[2], 100, 300).exact);
  EXPECT_FALSE(gaps.Update(polls[2], polls[3], 100, 300).exact);
  EXPECT_TRUE(gaps.Update(polls[3], polls[4], 100, 300).exact);
  EXPECT_FALSE(gaps.Update(polls[4], polls[5], 100, 300).exact);
}

// By the sums alone the longest of 21 gaps may last 360 ms.
TEST(FrameGapsTest, LongestGapIsNotLongerThanTheFreezeThatTheBrowserCounted) {
  for (const double freezes : {kUnknown, 0.0, 1.0}) {
    FrameGaps gaps;
    VideoPoll before = At(1000, 10, 1);
    VideoPoll now = At(2000, 31, 1.96);
    before.totalSquaredInterFrameDelay = 0.1;
    now.totalSquaredInterFrameDelay = 0.25;
    if (IsKnown(freezes)) before.freezeCount = before.totalFreezesDuration = 0;
    now.freezeCount = freezes;
    now.totalFreezesDuration = freezes * 0.245;
    gaps.Start(before);
    EXPECT_NEAR(gaps.Update(before, now, 60, 210).longest_ms, freezes == 1 ? 245 : 362, 2) << freezes;
  }
}

// Firefox before 106 has neither sum. One without framesDecoded has the rate.
TEST(FrameGapsTest, WithoutSumsAllButTheLongestGapAreTakenForUsual) {
  for (const bool counts_frames : {true, false}) {
    FrameGaps gaps;
    VideoPoll polls[] = {At(1000, 0, kUnknown), At(2000, 10, kUnknown), At(3000, 10, kUnknown), At(4000, 15, kUnknown)};
    polls[1].framesPerSecond = 10;
    polls[2].framesPerSecond = 0;
    polls[3].framesPerSecond = 5;
    if (!counts_frames) for (VideoPoll& poll : polls) poll.framesDecoded = kUnknown;
    gaps.Update(polls[0], polls[1], 100, 300);
    gaps.Update(polls[1], polls[2], 100, 300);
    const IntervalFrames frames = gaps.Update(polls[2], polls[3], 100, 300);
    EXPECT_EQ(frames.frames, 5);
    EXPECT_EQ(frames.total_ms, 2000);
    EXPECT_EQ(frames.longest_ms, 1600);
    EXPECT_FALSE(frames.exact);
  }
}

TEST(FrameGapsTest, CountsTheBrowsersPausesAmongItsFreezes) {
  FrameGaps gaps;
  VideoPoll before = At(1000, 10, 1);
  VideoPoll now = At(2000, 20, 2);
  before.freezeCount = before.totalFreezesDuration = before.pauseCount = before.totalPausesDuration = 0;
  now.freezeCount = 1;
  now.totalFreezesDuration = 0.25;
  now.pauseCount = 2;
  now.totalPausesDuration = 0.5;
  gaps.Start(before);
  const IntervalFrames frames = gaps.Update(before, now, 100, 300);
  EXPECT_EQ(frames.browser_freezes, 3);
  EXPECT_EQ(frames.browser_pauses, 2);
  EXPECT_EQ(frames.browser_frozen_ms, 750);
}

TEST(IntervalFramesTest, AfterTheFirstGapLeavesTheOthers) {
  const IntervalFrames frames{.frames = 3, .total_ms = 1000, .squares_ms2 = 600 * 600 + 300 * 300 + 100 * 100, .browser_freezes = 2,
                              .browser_frozen_ms = 900};
  const IntervalFrames rest = frames.After(600);
  EXPECT_EQ(rest.frames, 2);
  EXPECT_EQ(rest.total_ms, 400);
  EXPECT_NEAR(rest.longest_ms, 300, 0.01);
  EXPECT_EQ(rest.sure_longest_ms, 250);
  EXPECT_EQ(rest.browser_freezes, 1);
  EXPECT_EQ(rest.browser_frozen_ms, 300);
}

}  // namespace
}  // namespace rtc_vitals
