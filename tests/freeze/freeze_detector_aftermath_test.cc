#include "core/freeze/freeze_detector.h"

#include <gtest/gtest.h>

#include "tests/freeze/call_script.h"

namespace rtc_vitals {
namespace {

// Soon after the cut the picture freezes again, without evidence of a cause.
TEST(FreezeDetectorAftermathTest, FreezeSoonAfterACutIsItsAftermath) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(6000));
  call.Play({.ms = 1200});
  call.Play({.ms = 900, .shown = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.confidence, Confidence::kMedium);
}

TEST(FreezeDetectorAftermathTest, FreezeSoonAfterOneBetweenTwoPollsIsItsAftermath) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play(Loss(400));
  call.Play({.ms = 1800});
  call.Play({.ms = 900, .shown = false});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[0].precision, Precision::kInterval);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kPacketLoss);
  EXPECT_EQ(freezes[1].verdict.confidence, Confidence::kMedium);
}

// Browsers count the losses of a cut when the first video packets arrive again.
TEST(FreezeDetectorAftermathTest, LossesOfACutCountedAfterAPauseAreItsAftermath) {
  CallScript call;
  call.Play({.ms = 10'000});
  call.Play(Cut(5000));
  call.Play(Pause(7000));
  call.Play({.ms = 2000, .shown = false, .lost = 25, .nacks = 10});
  call.Play({.ms = 5000});
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[0].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kNetworkCut);
  EXPECT_EQ(freezes[1].verdict.confidence, Confidence::kMedium);
}

// A sender at a fifth of its former bitrate skips frames; one at its full bitrate has a slow source.
TEST(FreezeDetectorAftermathTest, FramesSkippedWhileTheSenderRecoversAreAFreeze) {
  for (const double video : {0.2, 1.0}) {
    CallScript call;
    call.Play({.ms = 10'000});
    call.Play(Cut(6000));
    call.Play({.ms = 10'000, .video = video});
    call.Play({.ms = 500, .shown = false, .video = 0});
    call.Play({.ms = 5000, .video = video});
    EXPECT_EQ(call.Freezes().size(), video < 1 ? 2u : 1u) << video;
  }
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

TEST(FreezeDetectorAftermathTest, SilenceSoonAfterCongestionIsItsAftermathWhileThePathIsSlow) {
  const CallScript call = PlaySilenceAfterAQueue(1.5);
  const auto freezes = call.Freezes();
  ASSERT_EQ(freezes.size(), 2u);
  EXPECT_EQ(freezes[1].verdict.cause, Cause::kCongestion);
  EXPECT_NEAR(freezes[1].duration_ms, 2500, 70);
  EXPECT_TRUE(call.Pauses().empty());
}

TEST(FreezeDetectorAftermathTest, SilenceSoonAfterCongestionIsAPauseOnceThePathIsFast) {
  const CallScript call = PlaySilenceAfterAQueue(0.05);
  EXPECT_EQ(call.Freezes().size(), 1u);
  EXPECT_EQ(call.Pauses().size(), 1u);
}

TEST(FreezeDetectorAftermathTest, RetractsTheAftermathIfTheSilenceOutlastsTheSlowPath) {
  CallScript call;
  call.Play({.ms = 10'200});
  call.Play({.ms = 3000, .shown = false, .video = 0.1, .audio = 0.2, .rtt = 1.5});
  call.Play({.ms = 600, .rtt = 1.5});
  call.Play({.ms = 3000, .shown = false, .video = 0, .rtt = 1.5, .sender_sends = false});
  call.Play(Pause(20'000));
  call.Play({.ms = 5000});
  ASSERT_EQ(EventSequence(call), "F(F)F(F0P(P)") << "the silence was reported as a freeze, which is retracted";
  EXPECT_EQ(call.events[3].end, call.events[2].start);
  const auto pauses = call.Pauses();
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_NEAR(pauses[0].duration_ms, 23'000, 100);
}

}  // namespace
}  // namespace rtc_vitals
