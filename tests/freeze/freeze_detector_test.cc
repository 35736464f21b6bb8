#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

const Scene kStarved{.ms = 6000, .shown = false, .key_requests = 0.3};
const Scene kCut{.ms = 6000, .shown = false, .video = 0, .audio = 0, .connection = false};
const Scene kPause{.ms = 6000, .shown = false, .video = 0, .sender_sends = false};

// The events in order: F( a freeze began, F) it ended, F0 it was none after all; P for a pause.
std::string Told(const CallScript& call) {
  std::string told;
  for (const FreezeEvent& event : call.events) {
    told += event.verdict.kind == GapKind::kFreeze ? 'F' : 'P';
    told += event.phase == Phase::kStart ? '(' : event.duration_ms > 0 ? ')' : '0';
  }
  return told;
}

class FreezeDetectorPollIntervalTest : public testing::TestWithParam<double> {};

TEST_P(FreezeDetectorPollIntervalTest, ReportsStartDurationAndCause) {
  const CallScript call = PlayBetween(kStarved, GetParam());
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 10'000, 70);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 70);
  EXPECT_EQ(freezes[0].precision, Precision::kExact);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kKeyframeStarvation);
  EXPECT_TRUE(call.Ends(GapKind::kPaused).empty());
}

TEST_P(FreezeDetectorPollIntervalTest, CountsEveryFrozenMomentOnceInTheSamples) {
  Scene starved = kStarved;
  starved.ms = 6500;
  const CallScript call = PlayBetween(starved, GetParam());
  double frozen = 0;
  for (const PictureState& state : call.states) frozen += KnownOr(state.frozen_ms, 0);
  EXPECT_NEAR(frozen, 6500, 150);
}

TEST_P(FreezeDetectorPollIntervalTest, ReportsAFreezeWhileItRuns) {
  CallScript call(GetParam());
  call.Play({.ms = 10'000});
  call.Play({.ms = 1500 + GetParam(), .shown = false});
  ASSERT_FALSE(call.events.empty());
  EXPECT_EQ(call.events[0].phase, Phase::kStart);
  EXPECT_NEAR(call.events[0].start, CallScript::kT0 + 10'000, 70);
  EXPECT_EQ(call.states.back().is_frozen, 1);
}

TEST_P(FreezeDetectorPollIntervalTest, SendersPauseIsNotAFreeze) {
  const CallScript call = PlayBetween(kPause, GetParam());
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
  const auto pauses = call.Ends(GapKind::kPaused);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_EQ(pauses[0].verdict.cause, Cause::kSenderStopped);
  for (const PictureState& state : call.states) EXPECT_NE(state.is_frozen, 1);
}

TEST_P(FreezeDetectorPollIntervalTest, CutIsAFreeze) {
  const auto freezes = PlayBetween(kCut, GetParam()).Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
}

TEST_P(FreezeDetectorPollIntervalTest, PublisherThatLeavesIsNotAFreeze) {
  const CallScript call = PlayBetween({.ms = 12'000, .shown = false, .video = 0, .audio = 0, .beat_ms = 1000, .sender_sends = false}, GetParam());
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
}

TEST_P(FreezeDetectorPollIntervalTest, PageHintOverridesTheEvidence) {
  Scene paused = kStarved;
  paused.paused = true;
  EXPECT_TRUE(PlayBetween(paused, GetParam()).Ends(GapKind::kFreeze).empty());
}

TEST_P(FreezeDetectorPollIntervalTest, UnshownFramesDoNotEndAPauseKnownToThePage) {
  const CallScript call = PlayBetween({.ms = 6000, .shown = false, .unshown = 15, .paused = true}, GetParam());
  EXPECT_EQ(Told(call), "P(P)");
}

TEST_P(FreezeDetectorPollIntervalTest, SteadyCallHasNoFreeze) {
  CallScript call(GetParam());
  call.Play({.ms = 60'000});
  EXPECT_TRUE(call.events.empty());
  EXPECT_FALSE(IsKnown(call.states.front().is_frozen));
  for (size_t i = 2; i < call.states.size(); ++i) {
    EXPECT_EQ(call.states[i].is_frozen, 0);
    EXPECT_EQ(call.states[i].frozen_ms, 0);
    EXPECT_LT(call.states[i].frame_age_ms, 100);
  }
}

TEST_P(FreezeDetectorPollIntervalTest, ReportsStartAndEndOfEveryGap) {
  CallScript call(GetParam());
  call.Play({.ms = 10'000});
  for (const Scene& scene : {kStarved, kPause, kStarved}) {
    call.Play(scene);
    call.Play({.ms = 20'000});
  }
  EXPECT_EQ(Told(call), "F(F)P(P)F(F)");
  EXPECT_NEAR(call.Ends(GapKind::kFreeze).back().duration_ms, 6000, 70);
}

INSTANTIATE_TEST_SUITE_P(Polls, FreezeDetectorPollIntervalTest, testing::Values(1000, 2000));

TEST(FreezeDetectorTest, FrameAgeIsUnknownBeforeTheFirstFrame) {
  CallScript call;
  call.Play({.ms = 5000, .shown = false});
  for (const PictureState& state : call.states) EXPECT_FALSE(IsKnown(state.frame_age_ms)) << state.frame_age_ms;
}

// There is no usual gap yet.
TEST(FreezeDetectorTest, FreezeAfterTheFirstFramesLastsAtLeastASecond) {
  for (const double ms : {900.0, 3000.0}) {
    CallScript call;
    call.Play({.ms = 1860, .shown = false});
    call.Play({.ms = 180});
    call.Play({.ms = ms, .shown = false, .key_requests = 1});
    call.Play({.ms = 4000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), ms == 900 ? 0u : 1u) << ms;
  }
}

// Frozen for 600 ms at the poll.
TEST(FreezeDetectorTest, ReportsAShortFreezeWhileItRunsOnceItsCauseIsClear) {
  for (const bool plain : {false, true}) {
    CallScript call;
    call.Play({.ms = 10'400});
    if (plain) call.Play({.ms = 600, .shown = false, .lost = 20, .nacks = 20});
    else call.Play({.ms = 600, .shown = false, .video = 0, .audio = 0});
    EXPECT_EQ(Told(call), plain ? "F(" : "");
  }
}

TEST(FreezeDetectorTest, ReportsAFreezeThatRunsWhenTheStreamEnds) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 5000, .shown = false});
  call.Close();
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 5000, 70);
  EXPECT_TRUE(freezes[0].to_stream_end);
  EXPECT_TRUE(freezes[0].evidence.over);
}

// Firefox forgets the receiver if the page turns its camera off during a cut. The picture stays frozen.
TEST(FreezeDetectorTest, CutContinuesWithoutItsStreamWhileNothingArrives) {
  for (const bool silent : {false, true}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play({.ms = 3000, .shown = false, .video = 0, .audio = 0, .connection = false});
    call.PlayAbsent(4000, silent);
    call.Close();
    ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
    EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].duration_ms, silent ? 7000 : 3000, 70);
    EXPECT_EQ(call.Ends(GapKind::kFreeze)[0].verdict.cause, Cause::kNetworkCut);
    EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].evidence.connection_silent_ms, silent ? 7000 : 3000, 70);
  }
}

TEST(FreezeDetectorTest, FreezeOfAnotherCauseEndsWithItsStream) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(kStarved);
  call.PlayAbsent(4000, true);
  ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
  EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].duration_ms, 6000, 70);
}

// The new counters tell when their first frame was shown.
TEST(FreezeDetectorTest, CutEndsWithTheFirstFrameOfTheReturningStream) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    CallScript call(poll_ms);
    call.Play({.ms = 10'000});
    call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false});
    call.PlayAbsent(4000, true);
    call.RestartCounters();
    call.Play({.ms = 300, .shown = false});
    call.Play({.ms = 5000});
    ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
    EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].duration_ms, 8300, 100);
    EXPECT_FALSE(call.Ends(GapKind::kFreeze)[0].to_stream_end);
  }
}

TEST(FreezeDetectorTest, ClockStepDuringTheAbsenceDoesNotChangeTheDuration) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.PlayAbsent(4000, true);
  call.RestartCounters();
  call.clock_ahead_ms = 3'600'000;
  call.Play({.ms = 300, .shown = false});
  call.Play({.ms = 5000});
  ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
  EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].duration_ms, 8000, 100);
}

TEST(FreezeDetectorTest, CutEndsWithTheAbsenceIfNoFrameFollows) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.PlayAbsent(4000, true);
  call.RestartCounters();
  call.Play({.ms = 2000, .shown = false});
  call.Close();
  ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
  EXPECT_NEAR(call.Ends(GapKind::kFreeze)[0].duration_ms, 8000, 70);
}

// 2.8 s without a frame, then 20 frames at once, and soon after that one frame per 400 ms. A viewer who saw all 20 has a short usual gap, and the browser
// counts accordingly.
TEST(FreezeDetectorTest, BurstOfFramesShortensTheUsualGapIfEveryFrameIsShown) {
  for (const bool shows_newest_only : {false, true}) {
    CallScript call;
    call.counts_freezes = true;
    call.shows_newest_only = shows_newest_only;
    call.Play({.ms = 10'000});
    call.Play({.ms = 2800, .shown = false, .lost = 20, .nacks = 20});
    call.ShowHeap(20);
    call.Play({.ms = 900});
    for (int i = 0; i < 4; ++i) {
      call.Play({.ms = 340, .shown = false, .lost = 20, .nacks = 20});
      call.Play({.ms = 60});
    }
    call.Play({.ms = 3000});
    int freezes = 0;
    for (const FreezeEvent& freeze : call.Ends(GapKind::kFreeze)) freezes += freeze.count;
    EXPECT_EQ(freezes, shows_newest_only ? 1 : 5);
  }
}

// A gap of 180 ms, where our mean requires 210. The browser's mean may include frames that nobody saw, and a page may set its own threshold.
TEST(FreezeDetectorTest, BrowserCountSufficesIfEveryFrameIsShown) {
  const auto count = [](bool shows_newest_only, double min_increase_ms) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 0.17;
    call.shows_newest_only = shows_newest_only;
    call.parameters.threshold.min_increase_ms = min_increase_ms;
    call.Play({.ms = 10'200});
    call.Play({.ms = 160, .shown = false, .lost = 20, .nacks = 20});
    call.Play({.ms = 5000});
    return call.Ends(GapKind::kFreeze).size();
  };
  EXPECT_EQ(count(false, 150), 1u);
  EXPECT_EQ(count(true, 150), 0u);
  EXPECT_EQ(count(false, 300), 0u);
}

// The browser's mean leaves out what it calls a pause; ours contains it for 30 frames.
TEST(FreezeDetectorTest, BrowserCountDoesNotSufficeSoonAfterABrowserPause) {
  for (const double ms : {600.0, 3000.0}) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 0.13;
    call.pauses_from_s = 5;
    call.Play({.ms = 10'000});
    call.Play(kCut);
    call.Play({.ms = ms});
    call.Play({.ms = 120, .shown = false, .lost = 20, .nacks = 20});
    call.Play({.ms = 5000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), ms == 600 ? 1u : 2u) << ms;
  }
}

// The camera is on again, and the decoder waits for a lost key frame: briefly, as usual, or for longer.
TEST(FreezeDetectorTest, UnshownFramesEndAPause) {
  for (const double ms : {600.0, 2400.0}) {
    CallScript call(2000);
    call.Play({.ms = 10'000});
    call.Play({.ms = 7500, .shown = false, .video = 0, .sender_sends = false});
    call.Play({.ms = ms, .shown = false, .lost = 20, .unshown = 15, .sender_sends = false});
    call.Play({.ms = 5000});
    const auto pauses = call.Ends(GapKind::kPaused);
    const auto freezes = call.Ends(GapKind::kFreeze);
    ASSERT_EQ(pauses.size(), 1u);
    EXPECT_NEAR(pauses[0].duration_ms, 7500, 70);
    EXPECT_EQ(Told(call), ms == 600 ? "P(P)" : "P(P)F)");
    if (ms == 600) {
      for (const PictureState& state : call.states) EXPECT_FALSE(state.frozen_ms > 0);
      continue;
    }
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].start, pauses[0].end);
    EXPECT_EQ(freezes[0].precision, Precision::kPoll);
    EXPECT_NEAR(freezes[0].duration_ms, 2400, 70);
  }
}

TEST(FreezeDetectorTest, FreezeBetweenTwoPollsIsBoundedByTheirLastFrames) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 400, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].precision, Precision::kInterval);
  EXPECT_NEAR(freezes[0].duration_ms, 420, 60);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 9'960, 1);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 10'980, 1);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kPacketLoss);
}

// Freezes of 1,500 and 600 ms end within one interval of 2 s.
TEST(FreezeDetectorTest, SeparatesTwoFreezesThatEndBetweenTwoPolls) {
  CallScript call(2000);
  call.counts_freezes = true;
  call.Play({.ms = 11'000});
  call.Play({.ms = 1500, .shown = false, .lost = 10, .nacks = 10});
  call.Play({.ms = 200});
  call.Play({.ms = 600, .shown = false, .lost = 10, .nacks = 10});
  call.Play({.ms = 4000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_NEAR(freezes[0].duration_ms, 1500, 70);
  EXPECT_EQ(freezes[0].precision, Precision::kExact);
  EXPECT_NEAR(freezes[1].duration_ms, 600, 70);
}

// Gaps that are longer than others but no freezes.
void PlayUnevenly(CallScript& call) {
  for (int i = 0; i < 2; ++i) {
    call.Play({.ms = 60});
    call.Play({.ms = 120, .shown = false, .lost = 20, .nacks = 20});
  }
}

// The following frames arrive unevenly. By the sums alone the freeze would be longer than its 540 ms.
TEST(FreezeDetectorTest, UsesTheBrowsersDurationOfAFreezeItCounted) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 9800});
  call.Play({.ms = 500, .shown = false, .lost = 20, .nacks = 20});
  PlayUnevenly(call);
  call.Play({.ms = 340});
  call.Play({.ms = 4000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 540, 0.01);
}

// The freeze ends at 10.5 s and the browser does not count it, but it counts one of 340 ms after it.
TEST(FreezeDetectorTest, IgnoresTheBrowsersDurationOfAnotherFreeze) {
  CallScript call;
  call.counts_freezes = true;
  call.counts_from_s = 10;
  call.Play({.ms = 9700});
  call.Play({.ms = 800, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 20});
  call.counts_from_s = 0.21;
  call.Play({.ms = 320, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 4000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 860, 40);
}

// The frames in between arrive unevenly. By the sums alone the first freeze would take up all that the browser counted.
TEST(FreezeDetectorTest, LeavesEachOfTwoFreezesTheMinimumDuration) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 9800});
  call.Play({.ms = 420, .shown = false, .lost = 20, .nacks = 20});
  PlayUnevenly(call);
  call.Play({.ms = 20});
  call.Play({.ms = 200, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 4000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_NEAR(freezes[0].duration_ms, 460, 30);
  EXPECT_NEAR(freezes[1].duration_ms, 220, 30);
}

// Gaps of 240 and 160 ms, where 210 are required. The browser, whose mean includes frames that nobody saw, counts both.
TEST(FreezeDetectorTest, ReportsOnlyTheLongEnoughOneOfTwoGapsCountedByTheBrowser) {
  CallScript call;
  call.counts_freezes = true;
  call.counts_from_s = 0.13;
  call.shows_newest_only = true;
  call.Play({.ms = 10'200});
  call.Play({.ms = 220, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 200});
  call.Play({.ms = 120, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 4000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].count, 1);
  EXPECT_NEAR(freezes[0].duration_ms, 240, 30);
}

// With two or three frames in an interval, the longest gap is certain. With many, only the browser knows it.
TEST(FreezeDetectorTest, FindsTheLongestGapAmongFewFramesWithoutTheBrowser) {
  for (const bool few : {false, true}) {
    CallScript call;
    call.counts_freezes = true;
    call.counts_from_s = 10;
    for (int i = 0; i < 40; ++i) {
      if (few) call.Play({.ms = 180, .shown = false});
      call.Play({.ms = 60});
    }
    call.Play({.ms = few ? 460.0 : 660.0});
    call.Play({.ms = few ? 860.0 : 400.0, .shown = false, .lost = 20, .nacks = 20});
    call.Play({.ms = 3000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), few ? 1u : 0u);
  }
}

// Uneven frames whose sums could contain a freeze. The browser, which saw every frame, counted none.
TEST(FreezeDetectorTest, TrustsABrowserThatCountedNoFreezeBetweenTwoPolls) {
  for (const bool counts : {false, true}) {
    CallScript call(2000);
    call.counts_freezes = counts;
    call.Play({.ms = 10'000});
    for (int i = 0; i < 8; ++i) {
      call.Play({.ms = 140, .shown = false, .lost = 10, .nacks = 10});
      call.Play({.ms = 60});
    }
    call.Play({.ms = 4000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).empty(), counts);
  }
}

// Soon after the cut the picture freezes again, without evidence of a cause.
TEST(FreezeDetectorTest, FreezeSoonAfterACutIsItsAftermath) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(kCut);
  call.Play({.ms = 1200});
  call.Play({.ms = 900, .shown = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.confidence, Confidence::kMedium);
}

// A queue freezes the picture; it is back for a moment; then no video arrives while the audio is fine.
CallScript PlaySilenceAfterAQueue(double rtt) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 3000, .shown = false, .video = 0.1, .audio = 0.2, .rtt = 1.5});
  call.Play({.ms = 600, .rtt = 1.5});
  call.Play({.ms = 2500, .shown = false, .video = 0, .rtt = rtt, .sender_sends = false});
  call.Play({.ms = 5000});
  return call;
}

TEST(FreezeDetectorTest, SilenceSoonAfterCongestionIsItsAftermathWhileThePathIsSlow) {
  const CallScript call = PlaySilenceAfterAQueue(1.5);
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kCongestion);
  EXPECT_NEAR(freezes[1].duration_ms, 2500, 70);
  EXPECT_TRUE(call.Ends(GapKind::kPaused).empty());
}

TEST(FreezeDetectorTest, RetractsTheAftermathIfTheSilenceOutlastsTheSlowPath) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 3000, .shown = false, .video = 0.1, .audio = 0.2, .rtt = 1.5});
  call.Play({.ms = 600, .rtt = 1.5});
  call.Play({.ms = 3000, .shown = false, .video = 0, .rtt = 1.5, .sender_sends = false});
  call.Play({.ms = 20'000, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 5000});
  ASSERT_EQ(Told(call), "F(F)F(F0P(P)") << "what was told of the silence is taken back";
  EXPECT_EQ(call.events[3].end, call.events[2].start);
  ASSERT_EQ(call.Ends(GapKind::kPaused).size(), 1u);
  EXPECT_NEAR(call.Ends(GapKind::kPaused)[0].duration_ms, 23'000, 100);
}

TEST(FreezeDetectorTest, SilenceSoonAfterCongestionIsAPauseOnceThePathIsFast) {
  const CallScript call = PlaySilenceAfterAQueue(0.05);
  EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
  EXPECT_EQ(call.Ends(GapKind::kPaused).size(), 1u);
}

// The camera is off for long; then the network is down for a while.
TEST(FreezeDetectorTest, CutDuringAPauseIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 20'000, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto pauses = call.Ends(GapKind::kPaused);
  const auto freezes = call.Ends(GapKind::kFreeze);
  EXPECT_EQ(Told(call), "P(P)F(F)");
  ASSERT_EQ(pauses.size(), 1u);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(pauses[0].duration_ms, 20'000, 100);
  EXPECT_EQ(freezes[0].start, pauses[0].end);
  EXPECT_EQ(freezes[0].precision, Precision::kPoll);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].duration_ms, 4000, 100);
}

// The cut began 1.2 s before the poll.
TEST(FreezeDetectorTest, ReportsACutDuringAPauseAtTheFirstPossiblePoll) {
  CallScript call(2000);
  call.Play({.ms = 10'000});
  call.Play({.ms = 20'800, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 1200, .shown = false, .video = 0, .audio = 0, .connection = false, .sender_sends = false});
  ASSERT_EQ(Told(call), "P(P)F(");
  EXPECT_EQ(call.events.back().verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(call.events.back().evidence.connection_silent_ms, 1200, 30);
  EXPECT_NEAR(call.events.back().evidence.edge_open_ms, 1200, 30);
  EXPECT_NEAR(call.states.back().frozen_ms, 1200, 30);
}

// Nothing was shown in the seconds before the cut, so the evidence from before the pause counts.
TEST(FreezeDetectorTest, CutDuringAPauseHasTheEvidenceFromBeforeThePause) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 20'000, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false, .sender_sends = false});
  call.Play({.ms = 5000});
  ASSERT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
  const PollDelta before = call.Ends(GapKind::kFreeze)[0].evidence.before;
  EXPECT_NEAR(before.video_bytes / before.ms, 60, 1);
}

// The camera is off too briefly to be sure of a pause. But audio arrived, which a cut would have stopped.
TEST(FreezeDetectorTest, CutSoonAfterThePauseBeganIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 1600, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio = 0, .connection = false, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto pauses = call.Ends(GapKind::kPaused);
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(pauses.size(), 1u);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 11'600, 450);
  EXPECT_EQ(freezes[0].start, pauses[0].end);
}

// The network is back, and the sender has turned its camera off meanwhile. The audio tells to the packet when the network was back.
TEST(FreezeDetectorTest, PauseAfterACutEndsTheFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 6600, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.Play({.ms = 40, .shown = false});
  call.Play({.ms = 20'000, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  const auto pauses = call.Ends(GapKind::kPaused);
  ASSERT_EQ(freezes.size(), 1u);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].duration_ms, 6600, 100);
  EXPECT_EQ(pauses[0].start, freezes[0].end);
  EXPECT_NEAR(pauses[0].duration_ms, 20'000, 100);
}

// The uplink of a publisher is cut, and its server, which goes on with RTCP, reports that it sent nothing.
TEST_P(FreezeDetectorPollIntervalTest, CutBeforeTheServerIsAFreezeFromItsStart) {
  CallScript call(GetParam());
  call.Play({.ms = 10'000});
  call.Play({.ms = 5000, .shown = false, .video = 0, .audio = 0, .beat_ms = 1000, .sender_sends = false});
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty()) << "nobody can know it before";
  call.Play({.ms = 2000, .shown = false, .lost = 60, .nacks = 5});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].duration_ms, 7000, 100);
  EXPECT_TRUE(call.Ends(GapKind::kPaused).empty());
}

// A pause is certain after two seconds.
TEST(FreezeDetectorTest, PauseAfterACutIsNotFrozenOnceItIsCertain) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 6600, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.Play({.ms = 40, .shown = false});
  call.Play({.ms = 1360, .shown = false, .video = 0, .sender_sends = false});
  EXPECT_EQ(Told(call), "F(");
  call.Play({.ms = 2000, .shown = false, .video = 0, .sender_sends = false});
  EXPECT_EQ(Told(call), "F(F)P(");
  EXPECT_EQ(call.states.back().frozen_ms, 0);
}

// Browsers count the losses of a cut when the first video packets arrive again.
TEST(FreezeDetectorTest, LossesOfACutCountedAfterAPauseAreItsAftermath) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 5000, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.Play({.ms = 7000, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 2000, .shown = false, .lost = 25, .nacks = 10});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.confidence, Confidence::kMedium);
}

// Firefox shows one frame per second of a paused sender.
void PlayFrameASecond(CallScript& call, int seconds) {
  for (int i = 0; i < seconds; ++i) {
    call.Play({.ms = 980, .shown = false, .video = 0, .sender_sends = false});
    call.Play({.ms = 20, .video = 3, .sender_sends = false});
  }
}

TEST(FreezeDetectorTest, CutDuringOneFrameASecondIsAFreeze) {
  CallScript call;
  call.Play({.ms = 10'300});
  PlayFrameASecond(call, 5);
  call.Play({.ms = 200, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 6300, .shown = false, .video = 0, .audio = 0, .connection = false, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 15'500, 50);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 21'800, 80);
}

// Frames arrive quickly when the sender resumes, and none is late by the mean of the pause: it is a pause to its last gap, at every poll.
TEST(FreezeDetectorTest, OneFrameASecondIsAPauseToItsEnd) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    for (const int seconds : {3, 4, 5}) {
      for (double shift = 0; shift < poll_ms; shift += 200) {
        CallScript call(poll_ms);
        call.counts_freezes = call.shows_newest_only = true;
        call.Play({.ms = 10'000 + shift});
        PlayFrameASecond(call, seconds);
        call.Play({.ms = 900, .shown = false, .video = 0, .sender_sends = false});
        call.Play({.ms = 6000});
        EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty()) << poll_ms << ' ' << seconds << ' ' << shift;
      }
    }
  }
}

// The first of these gaps may be a little shorter than a second.
TEST(FreezeDetectorTest, SingleGapOfASecondIsAPause) {
  CallScript call;
  call.shows_newest_only = true;
  call.Play({.ms = 10'000});
  call.Play({.ms = 980, .shown = false, .video = 0, .sender_sends = false});
  call.Play({.ms = 6000});
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
  EXPECT_EQ(call.Ends(GapKind::kPaused).size(), 1u);
}

// The sender paused during the cut. The losses of the cut are reported with the first frame after it, and do not belong to the pause that follows.
TEST(FreezeDetectorTest, FramesDroppedWhenACutEndsDoNotBelongToTheNextGap) {
  for (const double poll_ms : {1000.0, 2000.0}) {
    CallScript call(poll_ms);
    call.Play({.ms = 10'300});
    call.Play(kCut);
    call.Play({.ms = 400, .shown = false, .video = 0.2, .lost = 400, .nacks = 30, .failed = 20, .sender_sends = false});
    call.Play({.ms = 20, .video = 3, .sender_sends = false});
    PlayFrameASecond(call, 6);
    call.Play({.ms = 5000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), 1u) << poll_ms;
  }
}

// No video packet arrives after the cut.
TEST(FreezeDetectorTest, CutThatEndsInAPauseEndsWhenAudioReturns) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 6600, .shown = false, .video = 0, .audio = 0, .connection = false});
  call.Play({.ms = 9400, .shown = false, .video = 0, .nacks = 17, .sender_sends = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  const auto pauses = call.Ends(GapKind::kPaused);
  ASSERT_EQ(freezes.size(), 1u);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 16'600, 50);
  EXPECT_EQ(pauses[0].start, freezes[0].end);
}

// A sender at a fifth of its former bitrate skips frames; one at its full bitrate has a slow source.
TEST(FreezeDetectorTest, FramesSkippedWhileTheSenderRecoversAreAFreeze) {
  for (const double video : {0.2, 1.0}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play(kCut);
    call.Play({.ms = 10'000, .video = video});
    call.Play({.ms = 500, .shown = false, .video = 0});
    call.Play({.ms = 5000, .video = video});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), video < 1 ? 2u : 1u) << video;
  }
}

TEST(FreezeDetectorTest, FewerFramesWithoutTroubleAreNotAFreeze) {
  CallScript call;
  call.Play({.ms = 10'000});
  for (int i = 0; i < 20; ++i) {
    call.Play({.ms = 340, .shown = false, .video = 0.1});
    call.Play({.ms = 20, .video = 1});
  }
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
}

TEST(FreezeDetectorTest, SleepIsNotAFreeze) {
  const CallScript call = PlayBetween({.ms = 8000, .shown = false, .video = 0, .audio = 0, .connection = false, .polled = false});
  EXPECT_TRUE(call.events.empty());
  EXPECT_EQ(call.states.back().is_frozen, 0);
}

TEST(FreezeDetectorTest, ReportsAFreezeAfterALatePoll) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  call.Play({.ms = 8000, .polled = false});
  call.Play(kCut);
  call.Play({.ms = 5000});
  EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), 1u);
}

TEST(FreezeDetectorTest, FallsBackToTheStallClockWithoutAFrameClock) {
  CallScript call;
  call.has_frame_clock = false;
  call.Play({.ms = 10'000});
  call.Play(kStarved);
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].precision, Precision::kPoll);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 1000);
}

TEST(FreezeDetectorTest, DistinguishesCutAndPauseWithoutPacketTimes) {
  for (const Scene& scene : {kCut, kPause}) {
    CallScript call;
    call.has_packet_times = false;
    call.Play({.ms = 10'000});
    call.Play(scene);
    call.Play({.ms = 5000});
    EXPECT_EQ(call.Ends(GapKind::kFreeze).size(), scene.connection ? 0u : 1u);
  }
}

}  // namespace
}  // namespace rtc_vitals
