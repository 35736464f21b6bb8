#include "core/freeze/pause_rule.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace rtc_vitals {
namespace {

// Six good seconds before; then no picture for the last 400 ms of the first interval and for 2 s.
GapEvidence Silence() {
  GapEvidence gap;
  gap.start = 10'600;
  gap.end = 13'000;
  gap.before = {.ms = 6000, .video_bytes = 360'000, .video_packets = 360, .decoded = 90, .connection_bytes = 400'000, .audio_packets = 300};
  gap.edge = {.ms = 1000, .video_bytes = 36'000, .video_packets = 36, .decoded = 9, .audio_packets = 50, .audio_lost = 0};
  gap.edge_open_ms = 400;
  gap.inside = {.ms = 2000, .video_bytes = 0, .video_packets = 0, .video_lost = 0, .nacks = 0, .key_requests = 0, .decoded = 0,
                .connection_bytes = 10'000, .audio_packets = 100, .audio_lost = 0};
  gap.connection_alive = 1;
  gap.usual_gap_ms = 66;
  return gap;
}

// One report per second, with the packets sent so far.
SenderReports Reports(std::initializer_list<double> packets) {
  SenderReports reports;
  double time = 11'000;
  for (const double sent : packets) reports.Add(time, sent, 1000 * sent), time += 1000;
  return reports;
}

GapKind KindOf(const GapEvidence& gap, const PictureHints& hints = {}) { return PauseRule().Judge(gap, hints).kind; }

TEST(PauseRuleTest, SilentVideoBesideGoodAudioIsPaused) { EXPECT_EQ(KindOf(Silence()), GapKind::kPaused); }

TEST(PauseRuleTest, SilentScreenShareIsStatic) { EXPECT_EQ(KindOf(Silence(), {.screenshare = true}), GapKind::kStatic); }

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

TEST(PauseRuleTest, SenderReportsDecide) {
  GapEvidence gap = Silence();
  gap.sender_reports = Reports({0, 0});
  gap.inside.audio_lost = 30;  // even on a bad path
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.sender_reports = Reports({0, 100});
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, SenderReportsDecideNothingOnAPathThatLosesAudio) {
  GapEvidence gap = Silence();
  gap.sender_reports = Reports({0, 5});
  gap.inside.video_packets = 6;  // some were sent before the reports
  gap.inside.video_bytes = 6'000;
  gap.inside.video_lost = 14;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.inside.audio_lost = 60;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// The losses of a cut are requested again and again, even from a sender that has paused since.
TEST(PauseRuleTest, SenderThatReportsNothingSentForLongIsPausedDespiteNacks) {
  GapEvidence gap = Silence();
  gap.inside.nacks = 17;
  gap.sender_reports = Reports({0, 9, 9});
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.sender_reports = Reports({0, 9, 9, 9});
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.inside.audio_lost = 60;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// A cut begins while the sender is paused: the audio before it was complete.
TEST(PauseRuleTest, JudgesAudioUpToWhereACutMayHaveBegun) {
  GapEvidence gap = Silence();
  gap.inside.ms = 1000;
  gap.inside.audio_packets = 38;
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
  gap.silent_end_ms = 230;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

TEST(PauseRuleTest, SilenceAfterTheGapIsNotTrouble) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'100;
  gap.tail = {.ms = 1000, .decoded = 1, .audio_packets = 21};
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.silent_end_ms = 600;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
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

// Camera and microphone are off, and audio is sparse (discontinuous transmission). Trouble would have shown by then.
TEST(PauseRuleTest, SparseAudioWithoutLossMeansASilentSenderAfterAWhile) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 10;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.inside.ms = 6000;
  gap.inside.audio_packets = 30;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
}

TEST(PauseRuleTest, OtherRunningVideosShowAPauseIfAudioIsInconclusive) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 60;
  gap.levels_during.audio_jitter_ms.Add(30);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.inside.other_videos = 4;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

// One frame per second, as Firefox sends from a paused source.
TEST(PauseRuleTest, SlightGrowthOfALongJitterBufferIsNotTrouble) {
  GapEvidence gap = Silence();
  gap.over = true;
  gap.inside = {};
  gap.tail = {.ms = 1000, .video_bytes = 4'000, .video_packets = 4, .decoded = 1, .audio_packets = 50, .audio_lost = 0};
  gap.before.decodable = gap.before.decoded;
  gap.before.buffer_s = 0.34 * gap.before.decodable;
  gap.edge.decodable = 1;
  gap.edge.buffer_s = 0.425;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.edge.buffer_s = 0.6;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// It grew while the gap before was a freeze, and one frame does not shrink it.
TEST(PauseRuleTest, JitterBufferThatGrewBeforeTheGapIsNotTrouble) {
  for (bool GapEvidence::* said : {&GapEvidence::follows_pause, &GapEvidence::edge_is_anothers}) {
    GapEvidence gap = Silence();
    gap.over = true;
    gap.inside = {};
    gap.tail = {.ms = 1000, .decodable = 1, .decoded = 1, .buffer_s = 0.3, .audio_packets = 50};
    gap.before.decodable = gap.before.decoded;
    gap.before.buffer_s = 0.02 * gap.before.decodable;
    EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
    gap.*said = true;
    EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  }
}

TEST(PauseRuleTest, SentPacketsThatArrivedAreNotMissing) {
  GapEvidence gap = Silence();
  gap.sender_reports = Reports({0, 60});
  gap.inside.video_packets = 60;
  gap.inside.video_bytes = 60'000;
  gap.earlier_video_packets = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.sender_reports = Reports({0, 120});
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

TEST(PauseRuleTest, NoMediaOnALivePathMeansThatThePublisherLeft) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
}

TEST(PauseRuleTest, TrafficWithoutMediaDistinguishesAPublisherThatLeftFromACut) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.connection_silent_ms = 980;  // between two RTCP reports
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.open_ms = 2000;
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
  gap.dead_ms = 3000;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, NoMediaOnASlowPathIsAFreeze) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.rtt_floor_ms = 50;
  gap.levels_during.rtt_ms.Add(1800);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// A publisher that unpublished in Janus, seen from a machine that was busy: one answer in ten came after 156 ms instead of 42.
TEST(PauseRuleTest, SlowResponseDoesNotExplainAMuchLongerSilence) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.rtt_floor_ms = 42;
  gap.levels_during.rtt_ms.Add(156);
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
  gap.levels_during.rtt_ms.Add(450);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, MediaSentAndLostIsAFreezeDespiteSenderReports) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.sender_reports = Reports({0, 0, 0});
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.was_sent = true;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, AudioJitterOverridesVideoJitter) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'000;
  gap.tail = {.ms = 1000, .decoded = 1, .audio_packets = 50};
  gap.jitter_floor_ms = 4;
  gap.levels_during.jitter_ms.Add(28);  // from large frames, as in a shared screen
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.audio_jitter_floor_ms = 4;
  gap.levels_during.audio_jitter_ms.Add(6);
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.levels_during.audio_jitter_ms.Add(12);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleTest, VideoWithoutAudioIsJudgedWithLowConfidence) {
  GapEvidence gap = Silence();
  gap.before.audio_packets = gap.edge.audio_packets = gap.inside.audio_packets = kUnknown;
  const GapVerdict verdict = PauseRule().Judge(gap, {});
  EXPECT_EQ(verdict.kind, GapKind::kPaused);
  EXPECT_EQ(verdict.confidence, Confidence::kLow);
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

TEST(PauseRuleTest, MediaThatKeepsArrivingIsAFreeze) {
  GapEvidence gap = Silence();
  gap.inside.video_packets = 120;
  gap.inside.video_bytes = 120'000;
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

// One frame per second, each on time, while the audio's jitter rose. `frame_bytes`, `fps_before`: what was sent before.
GapEvidence Beat(double frame_bytes, double fps_before) {
  GapEvidence gap;
  gap.start = 12'080;
  gap.end = 13'014;
  gap.over = true;
  gap.usual_gap_ms = 140;
  gap.before = {.ms = 6000, .video_bytes = 6 * fps_before * frame_bytes, .video_packets = 6 * fps_before, .decoded = 6 * fps_before, .audio_packets = 300};
  gap.edge = gap.tail = {.ms = 1000, .video_bytes = 54, .video_packets = 1, .video_lost = 0, .nacks = 0, .key_requests = 0, .decoded = 1, .dropped = 0,
                         .audio_packets = 50, .audio_lost = 0};
  gap.edge_open_ms = 920;
  gap.audio_jitter_floor_ms = 4;
  gap.levels_during.audio_jitter_ms.Add(11);
  return gap;
}

// A call between two Firefox 153. The camera is muted (track.enabled = false), and the audio's jitter is above twice its minimum.
TEST(PauseRuleTest, BlackFramesOfAMutedFirefoxAreNotLateDespiteAudioJitter) {
  EXPECT_EQ(KindOf(Beat(1000, 9)), GapKind::kPaused);
  EXPECT_EQ(KindOf(Beat(54, 1)), GapKind::kPaused) << "six seconds later";
}

// The last second of a pause ends with the frames of the picture that goes on.
TEST(PauseRuleTest, SecondAfterAPauseIsPausedWhateverFollows) {
  GapEvidence last = Beat(1000, 9);
  last.tail.video_bytes = 17'000;
  last.follows_pause = true;
  EXPECT_EQ(KindOf(last), GapKind::kPaused);
}

TEST(PauseRuleTest, LateFramesAreNotThoseOfAMutedFirefox) {
  GapEvidence late = Beat(1000, 9);
  late.tail.video_bytes = 17'000;
  EXPECT_EQ(KindOf(late), GapKind::kFreeze);
  for (const double ms : {700, 1500}) {
    GapEvidence gap = Beat(1000, 9);
    gap.end = gap.start + ms;
    EXPECT_EQ(KindOf(gap), GapKind::kFreeze) << ms;
  }
  GapEvidence unheard = Beat(1000, 9);
  unheard.edge.audio_packets = unheard.tail.audio_packets = 25;
  EXPECT_EQ(KindOf(unheard), GapKind::kFreeze);
}

}  // namespace
}  // namespace rtc_vitals
