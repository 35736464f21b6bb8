#include "core/freeze/pause_rule.h"

#include <gtest/gtest.h>

#include "tests/freeze/silent_gap.h"

namespace rtc_vitals {
namespace {

TEST(PauseRuleTest, SilentVideoBesideGoodAudioIsPaused) { EXPECT_EQ(KindOf(Silence()), GapKind::kPaused); }

TEST(PauseRuleTest, PauseIsCertainAfterTwoSecondsOfGoodAudio) {
  GapEvidence gap = Silence();
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kHigh);
  gap.end = gap.start + 1900;
  EXPECT_EQ(PauseRule().Judge(gap, {}).kind, GapKind::kPaused);
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kMedium);
}

TEST(PauseRuleTest, SilentScreenShareIsStatic) {
  EXPECT_EQ(KindOf(Silence(), {.screenshare = true}), GapKind::kStatic);
  GapEvidence left = Silence();
  left.inside.audio_packets = 0;
  EXPECT_EQ(KindOf(left, {.screenshare = true}), GapKind::kSourceStopped);
}

TEST(PauseRuleTest, PageHintOverridesTheEvidence) {
  GapEvidence gap = Silence();
  gap.connection_silent_ms = 2000;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  EXPECT_EQ(KindOf(gap, {.paused = true}), GapKind::kPaused);
}

TEST(PauseRuleTest, SilentConnectionIsAFreeze) {
  GapEvidence gap = Silence();
  gap.connection_silent_ms = 500;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, MediaThatKeepsArrivingIsAFreeze) {
  GapEvidence gap = Silence();
  gap.inside.video_packets = 120;
  gap.inside.video_bytes = 120'000;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, LossesMeanThatPacketsWereSent) {
  GapEvidence gap = Silence();
  gap.inside.video_lost = 3;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap = Silence();
  gap.inside.audio_packets = 40;
  gap.inside.audio_lost = 40;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, VideoWithoutAudioIsJudgedWithLowConfidence) {
  GapEvidence gap = Silence();
  gap.before.audio_packets = gap.edge.audio_packets = gap.inside.audio_packets = kUnknown;
  const GapVerdict verdict = PauseRule().Judge(gap, {});
  EXPECT_EQ(verdict.kind, GapKind::kPaused);
  EXPECT_EQ(verdict.confidence, Confidence::kLow);
  gap.connection_alive = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, ShortEndedGapIsAFreezeOnlyWithTrouble) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'000;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.tail = {.ms = 1000, .nacks = 1, .decoded = 15, .audio_packets = 50};
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.edge.decoded = 1;  // a low frame rate
  gap.tail = {.ms = 1000, .decoded = 1, .dropped = 0, .audio_packets = 50};
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.tail.dropped = 1;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, FramesThatAllArrivedWereLateIfTheyWereSteadyBefore) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'000;
  gap.tail = {.ms = 1000, .decoded = 20, .audio_packets = 50};
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  // A paused sender that repeats a frame now and then, and resumes.
  gap.edge.decoded = 1;
  gap.tail.decoded = 28;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

TEST(PauseRuleTest, FramesOfASlowSourceAreNotLate) {
  for (const double fps : {3, 5}) {
    GapEvidence gap = Silence();
    gap.inside = {};
    gap.over = true;
    gap.end = 11'400;
    gap.usual_gap_ms = 1000 / fps;
    gap.before.decoded = 6 * fps;
    gap.edge.decoded = gap.tail.decoded = fps;
    gap.tail.ms = 1000;
    gap.tail.audio_packets = 50;
    EXPECT_EQ(KindOf(gap), fps == 5 ? GapKind::kFreeze : GapKind::kPaused) << fps;
  }
}

// After a while of one frame per second, frames arrive at full rate again: the last gap belongs to the pause.
TEST(PauseRuleTest, FramesAfterAPauseAreNotLate) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'600;
  gap.usual_gap_ms = 300;
  gap.edge.decoded = 2;
  gap.tail = {.ms = 1000, .decoded = 8, .audio_packets = 50};
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.follows_pause = true;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

TEST(PauseRuleTest, PacketsThatEndAPauseDoNotMakeItAFreeze) {
  GapEvidence gap = Silence();
  gap.inside.video_packets = 5;
  gap.inside.video_bytes = 5000;
  gap.packet_after_start_ms = 2350;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

// A large frame whose packets arrive on both sides of the last poll.
TEST(PauseRuleTest, PacketsOfTheNewestIntervalMayEndAPause) {
  GapEvidence gap = Silence();
  gap.inside.video_packets = 60;
  gap.inside.video_bytes = 60'000;
  gap.packet_after_start_ms = 2350;
  gap.earlier_video_packets = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.earlier_video_packets = kUnknown;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// One frame per second, as Firefox sends from a paused source.
TEST(PauseRuleTest, SlightGrowthOfALongJitterBufferIsNotTrouble) {
  GapEvidence gap = Silence();
  gap.over = true;
  gap.inside = {};
  gap.tail = {.ms = 1000, .video_bytes = 4'000, .video_packets = 4, .decoded = 1, .audio_packets = 50, .audio_lost = 0};
  gap.before.decodable = gap.before.decoded;
  gap.before.buffer_s = 0.34 * gap.before.decodable;
  gap.edge.decodable = 2;
  gap.edge.buffer_s = 0.85;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.edge.buffer_s = 1.2;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// It grew while the gap before was a freeze, and one frame does not shrink it.
TEST(PauseRuleTest, JitterBufferThatGrewBeforeTheGapIsNotTrouble) {
  for (bool GapEvidence::* reason : {&GapEvidence::follows_pause, &GapEvidence::edge_explained}) {
    GapEvidence gap = Silence();
    gap.over = true;
    gap.inside = {};
    gap.tail = {.ms = 1000, .decodable = 1, .decoded = 1, .buffer_s = 0.3, .audio_packets = 50};
    gap.before.decodable = gap.before.decoded;
    gap.before.buffer_s = 0.02 * gap.before.decodable;
    EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
    gap.*reason = true;
    EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  }
}

// Half a second after the last frame, in a browser without packet times.
TEST(PauseRuleTest, FirstIntervalIsSilentIfItsPacketsCameBeforeTheGap) {
  for (const double packets : {36, 60}) {
    GapEvidence gap = Silence();
    gap.end = 11'000;
    gap.inside = {};
    gap.edge.video_packets = packets;
    EXPECT_EQ(KindOf(gap), packets == 36 ? GapKind::kPaused : GapKind::kFreeze) << packets;
  }
}

}  // namespace
}  // namespace rtc_vitals
