#include "core/freeze/aftermath.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

// Video arrived at 60 bytes per ms before it.
FreezeEvent Freeze(Cause cause, double start, double end) {
  FreezeEvent freeze;
  freeze.start = freeze.evidence.start = start;
  freeze.end = freeze.evidence.end = end;
  freeze.verdict = {GapKind::kFreeze, cause, Confidence::kHigh};
  freeze.evidence.before = {.ms = 6000, .video_bytes = 360'000};
  return freeze;
}

// A gap of half a second. Video arrived at `pace` bytes per ms before it.
GapEvidence Gap(double start, double pace = 60) {
  GapEvidence gap;
  gap.start = start;
  gap.end = start + 500;
  gap.over = true;
  gap.before = {.ms = 6000, .video_bytes = 6000 * pace, .video_packets = 6 * pace};
  gap.edge = {.ms = 1000, .video_packets = 0};
  gap.edge_open_ms = 500;
  return gap;
}

Aftermath After(Cause cause) {
  Aftermath aftermath;
  aftermath.Remember(Freeze(cause, 10'000, 15'000));
  return aftermath;
}

constexpr GapVerdict Own(Cause cause, Confidence confidence) { return {GapKind::kFreeze, cause, confidence}; }

constexpr double kMinPauseMs = 900;

TEST(AftermathTest, ExplainsNothingWithoutAnEarlierFreeze) {
  EXPECT_FALSE(Aftermath().Explains(Gap(16'000), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_FALSE(Aftermath().Continues(Gap(16'000), 1000));
}

TEST(AftermathTest, ExplainsAGapWithoutCauseSoonAfterTheFreeze) {
  const Aftermath aftermath = After(Cause::kCongestion);
  EXPECT_TRUE(aftermath.Explains(Gap(17'900), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_FALSE(aftermath.Explains(Gap(18'100), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_EQ(aftermath.verdict().cause, Cause::kCongestion);
  EXPECT_EQ(aftermath.verdict().confidence, Confidence::kMedium);
}

TEST(AftermathTest, LastsWhileTheSenderSendsFarLess) {
  const Aftermath aftermath = After(Cause::kCongestion);
  EXPECT_TRUE(aftermath.Explains(Gap(40'000, 20), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_FALSE(aftermath.Explains(Gap(40'000, 40), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_FALSE(aftermath.Explains(Gap(46'000, 20), Own(Cause::kUnknown, Confidence::kLow)));
  EXPECT_TRUE(aftermath.Continues(Gap(40'000, 20), kMinPauseMs));
}

// The sender paused while the network was down: Firefox then sends one small frame per second.
TEST(AftermathTest, OneFrameASecondIsAPauseAndNotARecovery) {
  const Aftermath aftermath = After(Cause::kNetworkCut);
  for (const double frames : {3, 1}) {
    GapEvidence gap = Gap(20'000, 2);
    gap.end = gap.start + 1200;
    gap.edge.received = 0;
    gap.inside = {.ms = 1000, .video_packets = 5, .received = frames};
    EXPECT_EQ(aftermath.Continues(gap, kMinPauseMs), frames == 3);
  }
  GapEvidence nearly = Gap(20'000, 2);
  nearly.end = nearly.start + 950;
  EXPECT_FALSE(aftermath.Continues(nearly, kMinPauseMs));
  nearly.end = nearly.start + 850;
  EXPECT_TRUE(aftermath.Continues(nearly, kMinPauseMs));
}

TEST(AftermathTest, ShortGapAfterASingleFrameContinuesTheFreeze) {
  const Aftermath aftermath = After(Cause::kNetworkCut);
  GapEvidence gap = Gap(15'000);
  EXPECT_FALSE(aftermath.Continues(gap, kMinPauseMs));
  gap.edge_explained = true;
  EXPECT_TRUE(aftermath.Continues(gap, kMinPauseMs));
  gap.end = gap.start + kMinPauseMs;
  EXPECT_FALSE(aftermath.Continues(gap, kMinPauseMs));
  GapEvidence later = Gap(25'000);
  later.edge_explained = true;  // by another gap
  EXPECT_FALSE(aftermath.Continues(later, kMinPauseMs));
}

TEST(AftermathTest, IgnoresFramesOfTheFreezeInTheEdgeOfTheNextGap) {
  const Aftermath aftermath = After(Cause::kNetworkCut);
  for (const bool anothers : {false, true}) {
    GapEvidence gap = Gap(20'000, 2);
    gap.end = gap.start + 990;
    gap.edge = {.ms = 1000, .video_packets = 12, .received = 4};
    gap.edge_explained = anothers;
    gap.tail = {.ms = 1000, .video_packets = 4, .received = 1};
    EXPECT_EQ(aftermath.Continues(gap, kMinPauseMs), !anothers);
  }
}

TEST(AftermathTest, EndsWithAPause) {
  const Aftermath aftermath = After(Cause::kCongestion);
  GapEvidence gap = Gap(40'000, 20);
  EXPECT_TRUE(aftermath.Continues(gap, kMinPauseMs));
  gap.follows_pause = true;
  EXPECT_FALSE(aftermath.Continues(gap, kMinPauseMs));
}

TEST(AftermathTest, CongestionExplainsLaterJitterAndLoss) {
  const Aftermath aftermath = After(Cause::kCongestion);
  EXPECT_TRUE(aftermath.Explains(Gap(16'000), Own(Cause::kJitter, Confidence::kHigh)));
  EXPECT_TRUE(aftermath.Explains(Gap(16'000), Own(Cause::kPacketLoss, Confidence::kHigh)));
  EXPECT_FALSE(aftermath.Explains(Gap(40'000, 20), Own(Cause::kPacketLoss, Confidence::kHigh)));
  EXPECT_FALSE(aftermath.Explains(Gap(16'000), Own(Cause::kNetworkCut, Confidence::kHigh)));
  EXPECT_FALSE(After(Cause::kJitter).Explains(Gap(16'000), Own(Cause::kPacketLoss, Confidence::kHigh))) << "no queue was full";
}

TEST(AftermathTest, LaterCauseOfHighConfidenceOverridesACut) {
  const Aftermath aftermath = After(Cause::kNetworkCut);
  EXPECT_TRUE(aftermath.Explains(Gap(16'000), Own(Cause::kPacketLoss, Confidence::kHigh)));
  EXPECT_FALSE(aftermath.Explains(Gap(30'000, 20), Own(Cause::kPacketLoss, Confidence::kHigh)));
  EXPECT_TRUE(aftermath.Explains(Gap(30'000, 20), Own(Cause::kPacketLoss, Confidence::kMedium)));
}

TEST(AftermathTest, ExtendsOverFreezesThatFollowAtOnce) {
  Aftermath aftermath = After(Cause::kCongestion);
  aftermath.Remember(Freeze(Cause::kCongestion, 15'500, 18'000));
  EXPECT_TRUE(aftermath.Explains(Gap(20'000), Own(Cause::kUnknown, Confidence::kLow)));
  aftermath.Remember(Freeze(Cause::kCongestion, 20'000, 20'500));  // the picture moved for two seconds
  EXPECT_FALSE(aftermath.Explains(Gap(22'000), Own(Cause::kUnknown, Confidence::kLow)));
}

TEST(AftermathTest, FreezeWhileTheSenderRecoversHasNoneOfItsOwn) {
  Aftermath aftermath = After(Cause::kCongestion);
  FreezeEvent second = Freeze(Cause::kCongestion, 20'000, 25'000);
  second.evidence.before.video_bytes = 100'000;
  aftermath.Remember(second);
  EXPECT_FALSE(aftermath.Explains(Gap(26'000), Own(Cause::kUnknown, Confidence::kLow)));
}

// The losses of a cut are counted when video arrives again.
TEST(AftermathTest, IsPostponedByAPauseInWhichTheCutEnded) {
  FreezeEvent pause = Freeze(Cause::kSenderStopped, 15'000, 25'000);
  pause.verdict.kind = GapKind::kPaused;
  Aftermath aftermath = After(Cause::kNetworkCut);
  aftermath.Remember(pause);
  EXPECT_TRUE(aftermath.Explains(Gap(25'000), Own(Cause::kPacketLoss, Confidence::kHigh)));
  EXPECT_EQ(aftermath.verdict().cause, Cause::kNetworkCut);
  pause.start = 17'000;  // the picture moved in between
  aftermath = After(Cause::kNetworkCut);
  aftermath.Remember(pause);
  EXPECT_FALSE(aftermath.Explains(Gap(25'000), Own(Cause::kPacketLoss, Confidence::kHigh)));
}

TEST(AftermathTest, LaterFreezeOfTheSameCauseHasItsOwn) {
  Aftermath aftermath = After(Cause::kCongestion);
  aftermath.Remember(Freeze(Cause::kCongestion, 60'000, 65'000));
  EXPECT_TRUE(aftermath.Explains(Gap(66'000), Own(Cause::kUnknown, Confidence::kLow)));
}

TEST(AftermathTest, EveryNetworkFreezeHasOne) {
  for (const Cause cause : {Cause::kNetworkCut, Cause::kCongestion, Cause::kPacketLoss, Cause::kJitter}) {
    EXPECT_TRUE(After(cause).Explains(Gap(16'000), Own(Cause::kUnknown, Confidence::kLow))) << NameOf(cause);
  }
}

// Frames that were held up come in a burst, which the decoder works off. Jitter holds them up too briefly for that.
TEST(AftermathTest, ExplainsAnOverloadedDecoderExceptAfterJitter) {
  for (const Cause cause : {Cause::kNetworkCut, Cause::kCongestion, Cause::kPacketLoss, Cause::kJitter}) {
    EXPECT_EQ(After(cause).Explains(Gap(16'000), Own(Cause::kDecoderOverload, Confidence::kHigh)), cause != Cause::kJitter);
  }
}

TEST(AftermathTest, RecoveryIsMeasuredByTheBitrateBeforeTheFirstOfTwoFreezes) {
  for (const double start : {20'000, 60'000}) {
    Aftermath aftermath = After(Cause::kCongestion);
    FreezeEvent second = Freeze(Cause::kNetworkCut, start, start + 2000);
    second.evidence.before.video_bytes = 240'000;
    aftermath.Remember(second);
    EXPECT_EQ(aftermath.Explains(Gap(start + 10'000, 25), Own(Cause::kUnknown, Confidence::kLow)), start == 20'000);
  }
}

TEST(AftermathTest, DecoderFailureHasNone) {
  EXPECT_FALSE(After(Cause::kDecoderFailure).Explains(Gap(16'000), Own(Cause::kUnknown, Confidence::kLow)));
}

}  // namespace
}  // namespace rtc_vitals
