#include "core/freeze/pause_rule.h"

#include <gtest/gtest.h>

#include "tests/freeze/silent_gap.h"

namespace rtc_vitals {
namespace {

// A cut begins while the sender is paused: the audio before it was complete.
TEST(PauseRuleAudioTest, JudgesAudioUpToWhereACutMayHaveBegun) {
  GapEvidence gap = Silence();
  gap.inside.ms = 1000;
  gap.inside.audio_packets = 38;
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
  gap.silent_end_ms = 230;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

TEST(PauseRuleAudioTest, SilenceAfterTheGapIsNotTrouble) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'100;
  gap.tail = {.ms = 1000, .decoded = 1, .audio_packets = 21};
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.silent_end_ms = 600;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

// A stream of audio that left the report (its transceiver was stopped) did not fall silent.
TEST(PauseRuleAudioTest, AudioThatIsNotReportedIsNoMissingAudio) {
  GapEvidence gap = Silence();
  gap.inside = {};
  gap.over = true;
  gap.end = 11'100;
  gap.tail = {.ms = 1000, .decoded = 1};
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.edge.audio_packets = 20;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze) << "it was missing before it left";
  gap.edge.audio_packets = kUnknown;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  gap.tail.audio_packets = 20;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze) << "and after it came";
}

// Camera and microphone are off, and audio is sparse (discontinuous transmission). Trouble would have shown by then.
TEST(PauseRuleAudioTest, SparseAudioWithoutLossMeansASilentSenderAfterAWhile) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 10;
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.inside.ms = 6000;
  gap.inside.audio_packets = 30;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
  EXPECT_EQ(PauseRule().Judge(gap, {}).confidence, Confidence::kLow);
}

TEST(PauseRuleAudioTest, OtherRunningVideosShowAPauseIfAudioIsInconclusive) {
  GapEvidence gap = Silence();
  gap.inside.audio_packets = 60;
  gap.levels_during.audio_jitter_ms.Add(30);
  EXPECT_EQ(KindOf(gap), GapKind::kFreeze);
  gap.inside.other_videos = 4;
  EXPECT_EQ(KindOf(gap), GapKind::kPaused);
}

TEST(PauseRuleAudioTest, AudioJitterOverridesVideoJitter) {
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

// At polls of 3 s.
TEST(PauseRuleAudioTest, JitterExplainsNoSecondsWithoutVideoBesideWholeAudio) {
  for (const double ms : {1900, 2500}) {
    GapEvidence gap = Silence();
    gap.inside = {};
    gap.over = true;
    gap.end = gap.start + ms;
    gap.edge = {.ms = 3000, .video_packets = 156, .decoded = 39, .audio_packets = 150};
    gap.tail = {.ms = 3000, .video_packets = 40, .decoded = 10, .audio_packets = 150};
    gap.audio_jitter_floor_ms = 4;
    gap.levels_during.audio_jitter_ms.Add(12);
    EXPECT_EQ(KindOf(gap), ms == 1900 ? GapKind::kFreeze : GapKind::kPaused) << ms;
  }
}

}  // namespace
}  // namespace rtc_vitals
