#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

class FreezeDetectorPollIntervalTest : public testing::TestWithParam<double> {};

INSTANTIATE_TEST_SUITE_P(Polls, FreezeDetectorPollIntervalTest, testing::Values(1000, 2000));

TEST_P(FreezeDetectorPollIntervalTest, ReportsStartDurationAndCause) {
  const CallScript call = PlayBetween(Starvation(6000), GetParam());
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 10'000, 70);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 70);
  EXPECT_EQ(freezes[0].precision, Precision::kExact);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kKeyframeStarvation);
  EXPECT_TRUE(call.Pauses().empty());
}

TEST_P(FreezeDetectorPollIntervalTest, CountsEveryFrozenMomentOnceInTheSamples) {
  const CallScript call = PlayBetween(Starvation(6500), GetParam());
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
  const CallScript call = PlayBetween(Pause(6000), GetParam());
  EXPECT_TRUE(call.Freezes().empty());
  const auto pauses = call.Pauses();
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_EQ(pauses[0].verdict.cause, Cause::kSenderStopped);
  for (const PictureState& state : call.states) EXPECT_NE(state.is_frozen, 1);
}

TEST_P(FreezeDetectorPollIntervalTest, CutIsAFreeze) {
  const auto freezes = PlayBetween(Cut(6000), GetParam()).Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
}

// The uplink of a publisher is cut, and its server, which goes on with RTCP, reports that it sent nothing. The picture is back some polls
// after the media, or before the next poll.
TEST_P(FreezeDetectorPollIntervalTest, CutBeforeTheServerIsAFreezeFromItsStart) {
  for (const double ms : {2000, 600}) {
    CallScript call(GetParam());
    call.Play({.ms = 10'000});
    call.Play({.ms = 6000, .shown = false, .video = 0, .audio = 0, .beat_ms = 1000, .sender_sends = false});
    EXPECT_TRUE(call.Freezes().empty()) << "the cut cannot be known before media arrives again";
    call.Play({.ms = ms, .shown = false, .lost = 60, .nacks = 5});
    call.Play({.ms = 5000});
    const auto freezes = call.Freezes();
    ASSERT_EQ(freezes.size(), 1u);
    EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
    EXPECT_NEAR(freezes[0].duration_ms, 6000 + ms, 100);
    EXPECT_TRUE(call.Pauses().empty());
  }
}

TEST_P(FreezeDetectorPollIntervalTest, PublisherThatLeavesIsNotAFreeze) {
  const Scene left{.ms = 12'000, .shown = false, .video = 0, .audio = 0, .beat_ms = 1000, .sender_sends = false};
  EXPECT_EQ(EventSequence(PlayBetween(left, GetParam())), "S(S0P(P)") << "the reports after its return show a pause of the sender";
}

TEST_P(FreezeDetectorPollIntervalTest, PageHintOverridesTheEvidence) {
  Scene paused = Starvation(6000);
  paused.paused = true;
  EXPECT_EQ(EventSequence(PlayBetween(paused, GetParam())), "P(P)");
}

// The app resumes, and the key frame takes its time.
TEST_P(FreezeDetectorPollIntervalTest, PauseKnownToThePageLastsUntilTheNextFrame) {
  CallScript call(GetParam());
  call.Play({.ms = 10'000});
  Scene paused = Starvation(6000);
  paused.paused = true;
  call.Play(paused);
  call.Play(Starvation(2400));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "P(P)");
  EXPECT_NEAR(call.Pauses()[0].duration_ms, 8400, 70);
}

TEST_P(FreezeDetectorPollIntervalTest, UnshownFramesDoNotEndAPauseKnownToThePage) {
  const CallScript call = PlayBetween({.ms = 6000, .shown = false, .unshown = 15, .paused = true}, GetParam());
  EXPECT_EQ(EventSequence(call), "P(P)");
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
  for (const Scene& gap : {Starvation(6000), Pause(6000), Starvation(6000)}) {
    call.Play(gap);
    call.Play({.ms = 20'000});
  }
  EXPECT_EQ(EventSequence(call), "F(F)P(P)F(F)");
  EXPECT_EQ(call.Freezes().back().precision, Precision::kExact);
  EXPECT_NEAR(call.Freezes().back().duration_ms, 6000, 70);
}

TEST(FreezeDetectorTest, RepeatedReportSaysNothing) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Loss(3000));
  call.PollAgain();
  EXPECT_FALSE(IsKnown(call.states.back().is_frozen));
  call.Play(Loss(2000));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "F(F)");
  EXPECT_NEAR(call.Freezes()[0].duration_ms, 5000, 70);
}

TEST(FreezeDetectorTest, FrameAgeIsUnknownBeforeTheFirstFrame) {
  CallScript call;
  call.Play({.ms = 5000, .shown = false});
  ASSERT_EQ(call.states.size(), 5u);
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
    EXPECT_EQ(call.Freezes().size(), ms == 900 ? 0u : 1u) << ms;
  }
}

// The second begins 2 s after the first, which is not among the last 30 gaps then.
TEST(FreezeDetectorTest, FramesThatFollowAFreezeBeforeThePollCountForTheUsualGap) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Loss(3200));
  call.Play({.ms = 2000});
  call.Play(Loss(3000));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_NEAR(freezes[1].evidence.usual_gap_ms, 60, 1);
}

// Frozen for 600 ms at the poll.
TEST(FreezeDetectorTest, ReportsAShortFreezeWhileItRunsOnceItsCauseIsClear) {
  CallScript clear;
  clear.Play({.ms = 10'400});
  clear.Play(Loss(600));
  EXPECT_EQ(EventSequence(clear), "F(");
  CallScript unclear;
  unclear.Play({.ms = 10'400});
  unclear.Play({.ms = 600, .shown = false, .video = 0, .audio = 0});
  EXPECT_EQ(EventSequence(unclear), "");
}

TEST(FreezeDetectorTest, ReportsAFreezeThatRunsWhenTheStreamEnds) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 5000, .shown = false});
  call.Close();
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 5000, 70);
  EXPECT_TRUE(freezes[0].to_stream_end);
  EXPECT_TRUE(freezes[0].evidence.over);
}

// It began 300 ms before the last poll.
TEST(FreezeDetectorTest, GapThatIsNotReportedYetWhenTheStreamEndsIsNoFreeze) {
  CallScript call;
  call.Play({.ms = 10'700});
  call.Play(Loss(300));
  call.Close();
  EXPECT_TRUE(call.events.empty());
}

// A stream may return to the reports with its counters.
TEST(FreezeDetectorTest, StreamThatReturnsBeginsAnew) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Starvation(3000));
  call.Close();
  call.Play(Starvation(1000));
  EXPECT_FALSE(IsKnown(call.states.back().is_frozen));
  call.Play({.ms = 5000});
  EXPECT_EQ(EventSequence(call), "F(F)");
  EXPECT_NEAR(call.Freezes()[0].duration_ms, 3000, 70);
}

TEST(FreezeDetectorTest, FewerFramesAreAFreezeOnlyWithTrouble) {
  for (const double lost : {0, 20}) {
    CallScript call;
    call.Play({.ms = 10'000});
    for (int i = 0; i < 20; ++i) {
      call.Play({.ms = 340, .shown = false, .video = 0.1, .lost = lost, .nacks = lost});
      call.Play({.ms = 20, .video = 1});
    }
    EXPECT_EQ(call.Freezes().empty(), lost == 0);
  }
}

TEST(FreezeDetectorTest, FallsBackToTheStallClockWithoutAFrameClock) {
  CallScript call;
  call.has_frame_clock = false;
  call.Play({.ms = 10'000});
  call.Play(Starvation(6000));
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].precision, Precision::kPoll);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 1000);
}

TEST(FreezeDetectorTest, DistinguishesCutAndPauseWithoutPacketTimes) {
  for (const Scene& scene : {Cut(6000), Pause(6000)}) {
    CallScript call;
    call.has_packet_times = false;
    call.Play({.ms = 10'000});
    call.Play(scene);
    call.Play({.ms = 5000});
    EXPECT_EQ(EventSequence(call), scene.connection ? "P(P)" : "F(F)");
  }
}

}  // namespace
}  // namespace rtc_vitals
