#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

const Scene kStarved{.ms = 6000, .shown = false, .key_requests = 0.3};
const Scene kCut{.ms = 6000, .shown = false, .video = 0, .audio = 0, .connection = false};
const Scene kPause{.ms = 6000, .shown = false, .video = 0, .sender_sends = false};

class Freeze : public testing::TestWithParam<double> {};

TEST_P(Freeze, HasItsPlaceItsLengthAndItsCause) {
  const CallScript call = PlayBetween(kStarved, GetParam());
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 10'000, 70);
  EXPECT_NEAR(freezes[0].duration_ms, 6000, 70);
  EXPECT_EQ(freezes[0].precision, Precision::kExact);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kKeyframeStarvation);
  EXPECT_TRUE(call.Ends(GapKind::kPaused).empty());
}

TEST_P(Freeze, EveryMomentIsCountedOnceInTheSamples) {
  const CallScript call = PlayBetween(kStarved, GetParam());
  double frozen = 0;
  for (const PictureState& state : call.states) frozen += KnownOr(state.frozen_ms, 0);
  EXPECT_NEAR(frozen, 6000, 150);
}

TEST_P(Freeze, IsToldWhileItRuns) {
  CallScript call(GetParam());
  call.Play({.ms = 10'000});
  call.Play({.ms = 1500 + GetParam(), .shown = false});
  ASSERT_FALSE(call.events.empty());
  EXPECT_EQ(call.events[0].phase, Phase::kStart);
  EXPECT_NEAR(call.events[0].start, CallScript::kT0 + 10'000, 70);
  EXPECT_EQ(call.states.back().is_frozen, 1);
}

TEST_P(Freeze, APauseOfTheSenderIsNone) {
  const CallScript call = PlayBetween(kPause, GetParam());
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
  const auto pauses = call.Ends(GapKind::kPaused);
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_EQ(pauses[0].verdict.cause, Cause::kSenderStopped);
  for (const PictureState& state : call.states) EXPECT_NE(state.is_frozen, 1);
}

TEST_P(Freeze, ACutIsOneThatLooksLikeAPauseOfEverything) {
  const auto freezes = PlayBetween(kCut, GetParam()).Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
}

TEST_P(Freeze, ThePagesWordDecides) {
  Scene paused = kStarved;
  paused.paused = true;
  EXPECT_TRUE(PlayBetween(paused, GetParam()).Ends(GapKind::kFreeze).empty());
}

TEST_P(Freeze, ASteadyCallHasNone) {
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

INSTANTIATE_TEST_SUITE_P(Polls, Freeze, testing::Values(1000, 2000));

TEST(FreezeDetectorTest, OneThatRunsWhenTheStreamEndsIsTold) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play({.ms = 5000, .shown = false});
  call.Close();
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, 5000, 70);
}

TEST(FreezeDetectorTest, AShortOneBetweenTwoPollsHasTheirBounds) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 400, .shown = false, .lost = 20, .nacks = 20});
  call.Play({.ms = 5000});
  const auto freezes = call.Ends(GapKind::kFreeze);
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_EQ(freezes[0].precision, Precision::kInterval);
  EXPECT_NEAR(freezes[0].duration_ms, 420, 60);
  EXPECT_NEAR(freezes[0].start, CallScript::kT0 + 10'000, 1);
  EXPECT_NEAR(freezes[0].end, CallScript::kT0 + 11'000, 1);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kPacketLoss);
}

TEST(FreezeDetectorTest, FewerFramesWithoutAnyTroubleAreTheSourcesPace) {
  CallScript call;
  call.Play({.ms = 10'000});
  for (int i = 0; i < 20; ++i) {
    call.Play({.ms = 340, .shown = false, .video = 0.1});
    call.Play({.ms = 20, .video = 1});
  }
  EXPECT_TRUE(call.Ends(GapKind::kFreeze).empty());
}

TEST(FreezeDetectorTest, WithoutTheFrameClockTheStallClockFindsIt) {
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

TEST(FreezeDetectorTest, WithoutPacketTimesACutAndAPauseAreStillTold) {
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
