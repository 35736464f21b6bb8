#include "core/freeze/pause_rule.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "tests/freeze/silent_gap.h"

namespace rtc_vitals {
namespace {

// One report per second, with the packets sent so far.
SenderReports Reports(std::initializer_list<double> packets) {
  SenderReports reports;
  double time = 11'000;
  for (const double sent : packets) {
    reports.Add(time, sent, 1000 * sent);
    time += 1000;
  }
  return reports;
}

TEST(PauseRuleSenderTest, SenderReportsDecide) {
  GapEvidence gap = Silence();
  gap.sender_reports = Reports({0, 0});
  gap.inside.audio_lost = 30;  // even on a bad path
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.sender_reports = Reports({0, 100});
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// At polls of 2 s both reports may come before a whole interval passed.
TEST(PauseRuleSenderTest, SenderReportsDecideInTheFirstInterval) {
  GapEvidence gap = Silence();
  gap.end = 12'300;
  gap.inside = {};
  gap.edge.ms = 2000;
  gap.edge.video_packets = 18;
  gap.edge.audio_packets = 50;
  gap.edge_open_ms = 1700;
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
  gap.sender_reports = Reports({0, 0});
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kHigh);
}

TEST(PauseRuleSenderTest, SenderReportsDecideNothingOnAPathThatLosesAudio) {
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
TEST(PauseRuleSenderTest, SenderThatReportsNothingSentForLongIsPausedDespiteNacks) {
  GapEvidence gap = Silence();
  gap.inside.nacks = 17;
  gap.sender_reports = Reports({0, 9, 9});
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.sender_reports = Reports({0, 9, 9, 9});
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.inside.audio_lost = 60;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleSenderTest, SentPacketsThatArrivedAreNotMissing) {
  GapEvidence gap = Silence();
  gap.sender_reports = Reports({0, 60});
  gap.inside.video_packets = 60;
  gap.inside.video_bytes = 60'000;
  gap.earlier_video_packets = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.sender_reports = Reports({0, 120});
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleSenderTest, MediaSentAndLostIsAFreezeDespiteSenderReports) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.sender_reports = Reports({0, 0, 0});
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.was_sent = true;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleSenderTest, NoMediaOnALivePathMeansThatThePublisherLeft) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
  gap.inside = {};
  gap.connection_alive = kUnknown;
  gap.end = 11'000;
  gap.edge.audio_packets = 30;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze) << "the first interval does not show that the path is alive";
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
}

TEST(PauseRuleSenderTest, TrafficWithoutMediaDistinguishesAPublisherThatLeftFromACut) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.connection_silent_ms = 980;  // between two RTCP reports
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.open_ms = 2000;
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
  gap.dead_ms = 3000;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

TEST(PauseRuleSenderTest, NoMediaOnASlowPathIsAFreeze) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.rtt_floor_ms = 50;
  gap.levels_during.rtt_ms.Add(1800);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// A publisher that unpublished in Janus, seen from a busy machine: one response in ten took 156 ms instead of 42.
TEST(PauseRuleSenderTest, SlowResponseDoesNotExplainAMuchLongerSilence) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 0;
  gap.rtt_floor_ms = 42;
  gap.levels_during.rtt_ms.Add(156);
  EXPECT_EQ(KindOf(gap), GapKind::kSourceStopped);
  gap.levels_during.rtt_ms.Add(450);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
}

// One frame per second, each on time, while the audio's jitter rose. `frame_bytes`, `fps_before`: what was sent before.
GapEvidence Beat(double frame_bytes, double fps_before) {
  GapEvidence gap;
  gap.start = 12'080;
  gap.end = 13'014;
  gap.over = true;
  gap.usual_gap_ms = 140;
  gap.before = {.ms = 6000, .video_bytes = 6 * fps_before * frame_bytes, .video_packets = 6 * fps_before, .decoded = 6 * fps_before,
                .audio_packets = 300};
  gap.edge = gap.tail = {.ms = 1000, .video_bytes = 54, .video_packets = 1, .video_lost = 0, .nacks = 0, .key_requests = 0, .decoded = 1,
                         .dropped = 0, .audio_packets = 50, .audio_lost = 0};
  gap.edge_open_ms = 920;
  gap.audio_jitter_floor_ms = 4;
  gap.levels_during.audio_jitter_ms.Add(11);
  return gap;
}

// A call between two Firefox 153. The camera is muted (track.enabled = false), and the audio's jitter is above twice its minimum.
TEST(PauseRuleSenderTest, BlackFramesOfAMutedFirefoxAreNotLateDespiteAudioJitter) {
  EXPECT_EQ(KindOf(Beat(1000, 9)), GapKind::kPaused);
  EXPECT_EQ(KindOf(Beat(54, 1)), GapKind::kPaused) << "the same six seconds later";
}

// The last second of a pause ends with the first frames of the resumed picture.
TEST(PauseRuleSenderTest, SecondAfterAPauseIsPausedWhateverFollows) {
  GapEvidence last = Beat(1000, 9);
  last.tail.video_bytes = 17'000;
  last.follows_pause = true;
  EXPECT_EQ(KindOf(last), GapKind::kPaused);
}

TEST(PauseRuleSenderTest, LateFramesAreNotThoseOfAMutedFirefox) {
  GapEvidence late = Beat(1000, 9);
  late.tail.video_bytes = 17'000;
  EXPECT_EQ(KindOf(late), GapKind::kFreeze);
  for (const double ms : {700, 1500}) {
    GapEvidence gap = Beat(1000, 9);
    gap.end = gap.start + ms;
    EXPECT_EQ(KindOf(gap), GapKind::kFreeze) << ms;
  }
  for (const double audio_packets : {25, 42}) {
    GapEvidence unheard = Beat(1000, 9);
    unheard.edge.audio_packets = unheard.tail.audio_packets = audio_packets;
    EXPECT_EQ(KindOf(unheard), GapKind::kFreeze) << audio_packets;
  }
}

}  // namespace
}  // namespace rtc_vitals
