// Freezes and pauses that begin and end between two polls, because the page's thread was blocked or the polls are far apart.
#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

constexpr double kSceneMs = 6000;

// 10 s without trouble, then 6.7 s without a poll, with the scene in their middle.
CallScript PlayUnpolled(Scene scene) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  call.Play({.ms = 500, .polled = false});
  scene.ms = kSceneMs;
  scene.shown = scene.polled = false;
  call.Play(scene);
  call.Play({.ms = 200, .polled = false});
  call.Play({.ms = 5000});
  return call;
}

TEST(LatePollsTest, ReportsAFreezeIfTheMachineKeptSending) {
  const auto freezes = PlayUnpolled({.key_requests = 0.5}).Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, kSceneMs, 100);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kKeyframeStarvation);
}

TEST(LatePollsTest, ReportsACutIfTheMachineKeptSending) {
  const auto freezes = PlayUnpolled({.video = 0, .audio = 0, .connection = false}).Freezes();
  ASSERT_EQ(freezes.size(), 1u);
  EXPECT_NEAR(freezes[0].duration_ms, kSceneMs, 100);
}

TEST(LatePollsTest, ReportsNothingIfTheMachineSlept) {
  const CallScript call = PlayUnpolled({.video = 0, .audio = 0, .connection = false, .awake = false});
  EXPECT_TRUE(call.events.empty());
  EXPECT_EQ(call.states.back().is_frozen, 0);
}

// A laptop wakes for a moment, for one poll.
TEST(LatePollsTest, ReportsNothingIfTheMachineSleptAgain) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  for (int sleep = 0; sleep < 2; ++sleep) {
    call.Play({.ms = 9000, .shown = false, .video = 0, .audio = 0, .connection = false, .polled = false, .awake = false});
    call.Play({.ms = 200});
  }
  call.Play({.ms = 5000});
  EXPECT_TRUE(call.events.empty()) << EventSequence(call);
}

TEST(LatePollsTest, ReportsNothingIfPacketsOfTheSleepWereReadAfterwards) {
  EXPECT_TRUE(PlayUnpolled({.awake = false}).events.empty());
}

TEST(LatePollsTest, APageThatNeverSendsDoesNotShowThatTheMachineWasAwake) {
  CallScript call;
  call.Play({.ms = 10'500, .awake = false});
  call.Play({.ms = kSceneMs, .shown = false, .video = 0, .audio = 0, .connection = false, .polled = false, .awake = false});
  call.Play({.ms = 5000, .awake = false});
  EXPECT_TRUE(call.events.empty());
}

TEST(LatePollsTest, ReportsAFreezeThatFollowsALatePoll) {
  CallScript call;
  call.counts_freezes = true;
  call.Play({.ms = 10'000});
  call.Play({.ms = 8000, .polled = false});
  call.Play(Cut(6000));
  call.Play({.ms = 5000});
  EXPECT_EQ(call.Freezes().size(), 1u);
}

TEST(LatePollsTest, ContinuousPacketsAreNotAPause) {
  const CallScript call = PlayUnpolled({});
  EXPECT_EQ(call.Freezes().size(), 1u);
  EXPECT_TRUE(call.Pauses().empty());
}

TEST(LatePollsTest, SilentVideoWithCompleteAudioIsAPause) {
  const CallScript call = PlayUnpolled({.video = 0});
  EXPECT_TRUE(call.Freezes().empty());
  EXPECT_EQ(call.Pauses().size(), 1u);
}

TEST(LatePollsTest, JitterDoesNotExplainSecondsWithoutVideoIfTheAudioIsComplete) {
  CallScript call(3000);
  call.Play({.ms = 13'000, .audio_jitter = 0.005});
  call.Play({.ms = 4000, .shown = false, .video = 0, .audio_jitter = 0.011, .sender_sends = false});
  call.Play({.ms = 10'000, .audio_jitter = 0.005});
  EXPECT_TRUE(call.Freezes().empty());
  EXPECT_EQ(call.Pauses().size(), 1u);
}

}  // namespace
}  // namespace rtc_vitals
