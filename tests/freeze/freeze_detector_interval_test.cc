#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

TEST(FreezeDetectorIntervalTest, FreezeBetweenTwoPollsIsBoundedByTheirLastFrames) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play(Loss(400));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].precision, Precision::kInterval);
  EXPECT_NEAR(freezes[0].duration_ms, 420, 60);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 9'960, 1);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 10'980, 1);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kPacketLoss);
  double frozen = 0;
  for (const PictureState& state : call.states) frozen += KnownOr(state.frozen_ms, 0);
  EXPECT_EQ(frozen, freezes[0].duration_ms);
}

// The first begins 140 ms before a poll.
TEST(FreezeDetectorIntervalTest, TwoFreezesThatEndBetweenTwoPollsAreOneEvent) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'860});
  call.Play(Loss(500));
  call.Play({.ms = 60});
  call.Play(Loss(500));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].count, 2);
  EXPECT_EQ(freezes[0].precision, Precision::kInterval);
  EXPECT_NEAR(freezes[0].duration_ms, 1040, 40);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 10'860, 40);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 11'980, 40);
}

// Each is shorter than a pause, but not both together.
TEST(FreezeDetectorIntervalTest, TwoShortSilencesBetweenTwoPollsAreNoPause) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'020});
  call.Play(Pause(440));
  call.Play({.ms = 60});
  call.Play(Pause(440));
  call.Play({.ms = 5000});
  EXPECT_TRUE(call.events.empty()) << EventSequence(call);
}

// Freezes of 1,500 and 600 ms end within one interval of 2 s.
TEST(FreezeDetectorIntervalTest, SeparatesTwoFreezesThatEndBetweenTwoPolls) {
  CallScript call(2000);
  call.counts_freezes = true;
  call.Play({.ms = 11'000});
  call.Play({.ms = 1500, .shown = false, .lost = 10, .nacks = 10});
  call.Play({.ms = 200});
  call.Play({.ms = 600, .shown = false, .lost = 10, .nacks = 10});
  call.Play({.ms = 1200});
  call.Play(Loss(3000));
  call.Play({.ms = 4000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 3u);
  EXPECT_NEAR(freezes[0].duration_ms, 1500, 70);
  EXPECT_EQ(freezes[0].precision, Precision::kExact);
  EXPECT_NEAR(freezes[1].duration_ms, 600, 70);
  EXPECT_EQ(freezes[1].precision, Precision::kInterval);
  EXPECT_EQ(freezes[1].start, freezes[0].end);
  EXPECT_NEAR(freezes[1].end, CallScript::kT0 + 14'000, 70);
  double frozen = 0;
  for (const PictureState& state : call.states) frozen += KnownOr(state.frozen_ms, 0);
  EXPECT_NEAR(frozen, freezes[0].duration_ms + freezes[1].duration_ms + freezes[2].duration_ms, 1);
  EXPECT_NEAR(freezes[2].evidence.usual_gap_ms, (28 * 60 + 1500 + 600) / 30, 10) << "the mean of the last 30 includes both";
}

// With two or three frames in an interval, the longest gap is certain. With many, only the browser knows it.
TEST(FreezeDetectorIntervalTest, FindsTheLongestGapAmongFewFramesWithoutTheBrowser) {
  for (const bool few : {false, true}) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 10;
    for (int i = 0; i < 40; ++i) {
      if (few) call.Play({.ms = 180, .shown = false});
      call.Play({.ms = 60});
    }
    call.Play({.ms = few ? 460.0 : 660.0});
    call.Play(Loss(few ? 860.0 : 400.0));
    call.Play({.ms = 3000});
    EXPECT_EQ(call.Freezes().size(), few ? 1u : 0u);
  }
}

// Uneven frames whose sums could contain a freeze. The browser, which saw every frame, counted none.
TEST(FreezeDetectorIntervalTest, TrustsABrowserThatCountedNoFreezeBetweenTwoPolls) {
  for (const bool counts : {false, true}) {
    CallScript call(2000);
    call.counts_freezes = counts;
    call.Play({.ms = 10'000});
    for (int i = 0; i < 8; ++i) {
      call.Play({.ms = 140, .shown = false, .lost = 10, .nacks = 10});
      call.Play({.ms = 60});
    }
    call.Play({.ms = 4000});
    EXPECT_EQ(call.Freezes().empty(), counts);
  }
}

// 2.8 s without a frame, then 20 frames at once, and soon after that one frame per 400 ms. A viewer who saw all 20 has a short usual gap,
// and the browser counts accordingly.
TEST(FreezeDetectorIntervalTest, BurstOfFramesShortensTheUsualGapIfEveryFrameIsShown) {
  for (const bool shows_newest_only : {false, true}) {
    CallScript call;
    call.counts_freezes = true;
    call.shows_newest_only = shows_newest_only;
    call.Play({.ms = 10'000});
    call.Play(Loss(2800));
    call.ShowBurst(20);
    call.Play({.ms = 900});
    for (int i = 0; i < 4; ++i) {
      call.Play(Loss(340));
      call.Play({.ms = 60});
    }
    call.Play({.ms = 3000});
    double freezes = 0;
    for (const FreezeEvent& freeze : call.Freezes()) freezes += freeze.count;
    EXPECT_EQ(freezes, shows_newest_only ? 1 : 5);
  }
}

// Six seconds of gaps of 205 ms, each followed by four bursts of frames that lost packets held up. A viewer who sees one frame of each
// burst soon has a longer usual gap than one who sees every frame.
TEST(FreezeDetectorIntervalTest, BurstsBetweenGapsLengthenTheUsualGapIfOnlyTheNewestFrameIsShown) {
  for (const bool shows_newest_only : {false, true}) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 0.2;
    call.shows_newest_only = shows_newest_only;
    call.Play({.ms = 10'000});
    for (int second = 0; second < 6; ++second) {
      call.Play({.ms = 60});
      call.Play(Loss(200));
      call.ShowBurst(4);
      for (int burst = 0; burst < 4; ++burst) {
        call.Play(Loss(140));
        call.ShowBurst(4);
      }
    }
    call.Play({.ms = 3000});
    double freezes = 0;
    for (const FreezeEvent& freeze : call.Freezes()) freezes += freeze.count;
    EXPECT_EQ(freezes, shows_newest_only ? 2 : 6);
  }
}

// A gap of 180 ms, where our mean requires 210. The browser's mean may include frames that nobody saw, and a page may set its own
// threshold.
TEST(FreezeDetectorIntervalTest, BrowserCountSufficesIfEveryFrameIsShown) {
  const auto count = [](bool shows_newest_only, double min_increase_ms) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 0.17;
    call.shows_newest_only = shows_newest_only;
    call.parameters.threshold.min_increase_ms = min_increase_ms;
    call.Play({.ms = 10'200});
    call.Play(Loss(160));
    call.Play({.ms = 5000});
    return call.Freezes().size();
  };
  EXPECT_EQ(count(false, 150), 1u);
  EXPECT_EQ(count(true, 150), 0u);
  EXPECT_EQ(count(false, 300), 0u);
}

// The browser's mean leaves out what it calls a pause; ours contains it for 30 frames.
TEST(FreezeDetectorIntervalTest, BrowserCountDoesNotSufficeSoonAfterABrowserPause) {
  for (const double ms : {600.0, 3000.0}) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 0.13;
    call.pauses_from_s = 5;
    call.Play({.ms = 10'000});
    call.Play(Cut(6000));
    call.Play({.ms = ms});
    call.Play(Loss(120));
    call.Play({.ms = 5000});
    EXPECT_EQ(call.Freezes().size(), ms == 600 ? 1u : 2u) << ms;
  }
}

// Gaps of 240 and 160 ms, where 210 are required. The browser, whose mean includes frames that nobody saw, counts both.
TEST(FreezeDetectorIntervalTest, ReportsOnlyTheLongEnoughOneOfTwoGapsCountedByTheBrowser) {
  CallScript call;
  call.counts_freezes = true;
  call.counts_from_s = 0.13;
  call.shows_newest_only = true;
  call.Play({.ms = 10'200});
  call.Play(Loss(220));
  call.Play({.ms = 200});
  call.Play(Loss(120));
  call.Play({.ms = 4000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].count, 1);
  EXPECT_NEAR(freezes[0].duration_ms, 240, 30);
}

// Gaps that are longer than others but no freezes.
void PlayUnevenly(CallScript& call) {
  for (int i = 0; i < 2; ++i) {
    call.Play({.ms = 60});
    call.Play(Loss(120));
  }
}

// The following frames arrive unevenly. By the sums alone the freeze would be longer than its 540 ms.
TEST(FreezeDetectorIntervalTest, UsesTheBrowsersDurationOfAFreezeItCounted) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 9800});
  call.Play(Loss(500));
  PlayUnevenly(call);
  call.Play({.ms = 340});
  call.Play({.ms = 4000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 540, 0.01);
}

// The frames in between arrive unevenly. By the sums alone the first freeze would take up all that the browser counted.
TEST(FreezeDetectorIntervalTest, LeavesEachOfTwoFreezesTheMinimumDuration) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 9800});
  call.Play(Loss(420));
  PlayUnevenly(call);
  call.Play({.ms = 20});
  call.Play(Loss(200));
  call.Play({.ms = 4000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_NEAR(freezes[0].duration_ms, 460, 30);
  EXPECT_NEAR(freezes[1].duration_ms, 220, 30);
}

// The freeze ends at 10.5 s and the browser does not count it, but it counts one of 340 ms after it.
TEST(FreezeDetectorIntervalTest, IgnoresTheBrowsersDurationOfAnotherFreeze) {
  CallScript call;
  call.counts_freezes = true;
  call.counts_from_s = 10;
  call.Play({.ms = 9700});
  call.Play(Loss(800));
  call.Play({.ms = 20});
  call.counts_from_s = 0.21;
  call.Play(Loss(320));
  call.Play({.ms = 4000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 860, 40);
}

}  // namespace
}  // namespace rtc_vitals
