#include "core/freeze/gap_evidence.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

constexpr PathThresholds kThresholds;

// A path around half the world, or through a phone: its best values are not a sign of trouble.
TEST(PathThresholdsTest, ComparesAPathWithItsOwnFloor) {
  EXPECT_TRUE(kThresholds.rtt.IsMet(150, 40));
  EXPECT_FALSE(kThresholds.rtt.IsMet(450, 300));
  EXPECT_TRUE(kThresholds.rtt.IsMet(600, 300));
  EXPECT_FALSE(kThresholds.jitter.IsMet(25, 15));
  EXPECT_TRUE(kThresholds.jitter.IsMet(30, 15));
  EXPECT_FALSE(kThresholds.audio_jitter.IsMet(17, 9));
  EXPECT_TRUE(kThresholds.audio_jitter.IsMet(18, 9));
}

TEST(PathThresholdsTest, IgnoresSmallIncreases) {
  EXPECT_FALSE(kThresholds.rtt.IsMet(90, 1));
  EXPECT_FALSE(kThresholds.jitter.IsMet(14, 1));
  EXPECT_FALSE(kThresholds.audio_jitter.IsMet(7, 1));
}

TEST(PathThresholdsTest, IgnoresUnknownLevels) {
  EXPECT_FALSE(kThresholds.rtt.IsMet(kUnknown, 40));
  EXPECT_FALSE(kThresholds.jitter.IsMet(kUnknown, 1));
}

// The audio left the report in the interval in which the gap began.
TEST(GapEvidenceTest, FlowOfUnknownPacketsIsUnknown) {
  GapEvidence gap;
  gap.start = 10'200;
  gap.end = 11'000;
  gap.before = {.ms = 6000, .video_packets = 360, .audio_packets = 300};
  gap.edge = {.ms = 1000, .video_packets = 12};
  gap.edge_open_ms = 800;
  EXPECT_VALUE(gap.VideoFlow(), 0);
  EXPECT_UNKNOWN(gap.AudioFlow());
  gap.over = true;
  gap.end = 11'500;
  gap.tail = {.ms = 1000, .video_packets = 30};
  EXPECT_UNKNOWN(gap.AudioFlow());
}

TEST(PollLevelsTest, RoundTripIsTheWorseOfTheMeasuredOnes) {
  PollLevels levels;
  levels.Add({}, {.currentRoundTripTime = 0, .remoteRoundTripTime = 0});  // before the first answer
  EXPECT_UNKNOWN(levels.rtt_ms.min);
  levels.Add({}, {.currentRoundTripTime = 0.05, .remoteRoundTripTime = 0.08});
  EXPECT_VALUE(levels.rtt_ms.min, 50);
  EXPECT_VALUE(levels.rtt_ms.max, 80);
}

TEST(PollLevelsTest, AddTakesTheRangeOfAllPolls) {
  PollLevels both;
  for (const double level : {1, 3, 2}) {
    PollLevels poll;
    poll.Add({.jitter = level}, {.currentRoundTripTime = level, .availableOutgoingBitrate = level, .overTcp = level == 2,
                                 .audioJitter = level});
    both.Add(poll);
  }
  for (const LevelRange& range : {both.rtt_ms, both.jitter_ms, both.audio_jitter_ms}) {
    EXPECT_VALUE(range.min, 1000);
    EXPECT_VALUE(range.max, 3000);
  }
  EXPECT_VALUE(both.outgoing_bitrate.min, 1);
  EXPECT_VALUE(both.outgoing_bitrate.max, 3);
  EXPECT_TRUE(both.rtt_is_measured);
  EXPECT_TRUE(both.over_tcp) << "that of the last poll";
}

}  // namespace
}  // namespace rtc_vitals
