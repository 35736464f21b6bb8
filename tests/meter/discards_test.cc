#include "core/meter/discards.h"

#include <gtest/gtest.h>

#include "tests/support/test_episodes.h"

namespace rtc_vitals {
namespace {

InboundVideoSample Good() {
  InboundVideoSample sample;
  sample.packetLoss = sample.residualPacketLoss = 0;
  sample.pliPerSecond = sample.firPerSecond = 0;
  sample.jitter = 4;
  sample.jitterBufferDelayMs = 40;
  sample.decodeTimeMs = 3;
  sample.framesDecodedPerSecond = 15;
  sample.framesDroppedPerSecond = sample.framesNotDecodableDelta = sample.framesNotDecodedDelta = 0;
  return sample;
}

InboundVideoSample Dropping(double frames) {
  InboundVideoSample sample = Good();
  sample.framesDroppedPerSecond = frames;
  return sample;
}

struct Receiver {
  FrameDiscards discards;
  Episodes episodes;
  double t = 0;

  void Update(const InboundVideoSample& sample, double ms = 1000, double audio_jitter_ms = 3, double held_ms = 0) {
    discards.Update(sample, {audio_jitter_ms, held_ms}, ms, episodes);
    episodes.EndPoll(t += ms, ms);
  }
  void Play(int seconds, const InboundVideoSample& sample) {
    for (int i = 0; i < seconds; ++i) Update(sample);
  }
};

// Twenty good seconds, then one of `sample`: what is reported.
std::string ReasonOf(const InboundVideoSample& sample, double audio_jitter_ms = 3, double held_ms = 0) {
  Receiver receiver;
  receiver.Play(20, Good());
  receiver.Update(sample, 1000, audio_jitter_ms, held_ms);
  std::string reasons;
  for (const Episodes::Change& change : Take(receiver.episodes)) {
    reasons += std::string(WordsOf(change.kind).reason) + "/" + WordsOf(change.kind).unit + " ";
  }
  return reasons;
}

TEST(FrameDiscardsTest, GoodStreamHasNone) { EXPECT_EQ(ReasonOf(Good()), ""); }

TEST(FrameDiscardsTest, LostPacketsMeanIncompleteFrames) {
  InboundVideoSample sample = Dropping(9);
  sample.packetLoss = sample.residualPacketLoss = 0.1;
  EXPECT_EQ(ReasonOf(sample), "incomplete-frame/frames ");
  sample.residualPacketLoss = 0;  // they were received again
  EXPECT_EQ(ReasonOf(sample), "cpu-render/frames ");
}

TEST(FrameDiscardsTest, KeyFrameRequestWithoutLossMeansAMissingReference) {
  InboundVideoSample sample = Dropping(9);
  sample.pliPerSecond = 1;
  EXPECT_EQ(ReasonOf(sample), "missing-reference/frames ");
}

TEST(FrameDiscardsTest, KeyFrameRequestMayBeSecondsAgo) {
  InboundVideoSample asks = Good();
  asks.pliPerSecond = 0.5;
  Receiver receiver;
  receiver.Play(20, Good());
  receiver.Play(1, asks);
  receiver.Play(3, Good());
  receiver.Play(1, Dropping(40));
  const auto changes = Take(receiver.episodes);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, EpisodeKind::kMissingReference);
  EXPECT_EQ(changes[0].amount, 40);
}

TEST(FrameDiscardsTest, AmountCoversTheWholeInterval) {
  Receiver receiver;
  receiver.Play(20, Good());
  InboundVideoSample sample = Good();
  sample.packetsDiscardedPerSecond = 70;
  receiver.Update(sample, 2000);
  receiver.Update(Dropping(40), 2000);
  const auto changes = Take(receiver.episodes);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].amount, 140) << "packets";
  EXPECT_EQ(changes[1].amount, 80) << "frames";
}

TEST(FrameDiscardsTest, BusyDecoderTakesPrecedence) {
  InboundVideoSample sample = Dropping(9);
  sample.decodeTimeMs = 60;
  sample.packetLoss = 0.1;
  EXPECT_EQ(ReasonOf(sample), "cpu-decode/frames ");
}

TEST(FrameDiscardsTest, UndecodedFramesAreTheDecoders) {
  InboundVideoSample sample = Dropping(9);
  sample.framesNotDecodedDelta = 9;
  EXPECT_EQ(ReasonOf(sample), "cpu-decode/frames ");
}

TEST(FrameDiscardsTest, AudioDistinguishesALatePathFromWrongTimestamps) {
  InboundVideoSample sample = Dropping(9);
  sample.jitter = 900;
  EXPECT_EQ(ReasonOf(sample, 60), "late/frames ");
  EXPECT_EQ(ReasonOf(sample, 3), "sender-timestamps/frames ");
  EXPECT_EQ(ReasonOf(sample, kUnknown), "late/frames ");
  sample.jitter = 4;
  sample.jitterBufferDelayMs = 800;
  EXPECT_EQ(ReasonOf(sample, 3), "late/frames ");
}

TEST(FrameDiscardsTest, FramesHeldForAudioAreLipSync) {
  EXPECT_EQ(ReasonOf(Dropping(9), 3, 120), "lip-sync/frames ");
  EXPECT_EQ(ReasonOf(Dropping(9), 3, 20), "cpu-render/frames ");
}

TEST(FrameDiscardsTest, ReasonIsUnknownIfTheBrowserReportsTooLittle) {
  InboundVideoSample sample = Dropping(9);
  sample.decodeTimeMs = kUnknown;
  EXPECT_EQ(ReasonOf(sample), "unknown/frames ");
}

// jitterBufferTarget was raised to two seconds: for that long, frames arrive and none leaves.
TEST(FrameDiscardsTest, FramesWaitingInTheJitterBufferAreNotDiscarded) {
  InboundVideoSample sample = Good();
  sample.framesDecodedPerSecond = 0;
  sample.decodeTimeMs = sample.jitterBufferDelayMs = kUnknown;
  sample.framesNotDecodableDelta = 16;
  EXPECT_EQ(ReasonOf(sample), "");
  sample.pliPerSecond = 1;  // they cannot be decoded
  EXPECT_EQ(ReasonOf(sample), "missing-reference/frames ");
  sample.pliPerSecond = 0;
  sample.framesDroppedPerSecond = kUnknown;
  EXPECT_EQ(ReasonOf(sample), "unknown/frames ");
}

TEST(FrameDiscardsTest, DoesNotReportPacketsOfDroppedFramesAgain) {
  InboundVideoSample sample = Dropping(9);
  sample.pliPerSecond = 1;
  sample.packetsDiscardedPerSecond = 70;
  EXPECT_EQ(ReasonOf(sample), "missing-reference/frames ");
  sample = Good();
  sample.packetsDiscardedPerSecond = 70;
  EXPECT_EQ(ReasonOf(sample), "late/packets ");
}

}  // namespace
}  // namespace rtc_vitals
