#include "core/freeze/evidence_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace rtc_vitals {
namespace {

double ValueOf(const EventValues& list, std::string_view name) {
  const auto value = std::find_if(list.begin(), list.end(), [&](const EventValue& v) { return v.key == name; });
  return value == list.end() ? kUnknown : value->number;
}

TEST(EvidenceListTest, ListsOnlyKnownValues) {
  GapEvidence gap;
  gap.before = {.ms = 6000, .video_bytes = 360'000};
  gap.edge = {.ms = 1000, .video_bytes = 30'000, .video_packets = 30, .video_lost = 0};
  gap.levels_before.rtt_ms.Add(50);
  gap.levels_during.rtt_ms.Add(50);
  gap.rtt_floor_ms = 50;
  std::vector<std::string_view> names;
  for (const EventValue& value : EvidenceOf(gap)) {
    EXPECT_TRUE(IsKnown(value.number)) << value.key;
    names.push_back(value.key);
  }
  EXPECT_EQ(names, (std::vector<std::string_view>{"bitrate", "bitrateBefore", "packetLoss", "rttBefore", "rttFloor"}));
  EXPECT_TRUE(EvidenceOf(GapEvidence()).empty());
}

TEST(EvidenceListTest, ListsTheLevelBeforeAndTheFloorSeparately) {
  GapEvidence gap;
  gap.levels_before.rtt_ms.Add(370);
  gap.levels_during.rtt_ms.Add(403);  // it rose, whenever it was measured
  gap.rtt_floor_ms = 50;
  gap.levels_before.jitter_ms.Add(40);
  gap.jitter_floor_ms = 4;
  const EventValues list = EvidenceOf(gap);
  EXPECT_EQ(ValueOf(list, "rtt"), 403);
  EXPECT_EQ(ValueOf(list, "rttBefore"), 370);
  EXPECT_EQ(ValueOf(list, "rttFloor"), 50);
  EXPECT_EQ(ValueOf(list, "jitterBefore"), 40);
  EXPECT_EQ(ValueOf(list, "jitterFloor"), 4);
}

// The candidate pair's value does not change while nothing answers.
TEST(EvidenceListTest, OmitsARoundTripTimeThatWasNotMeasured) {
  for (const double responses : {0.0, 1.0, kUnknown}) {
    GapEvidence gap;
    gap.levels_during.Add({}, {.pairResponsesReceivedDelta = responses, .currentRoundTripTime = 0.05});
    gap.rtt_floor_ms = 50;
    EXPECT_EQ(IsKnown(ValueOf(EvidenceOf(gap), "rtt")), responses != 0) << responses;
  }
  GapEvidence reported;
  reported.levels_during.Add({}, {.pairResponsesReceivedDelta = 0, .currentRoundTripTime = 0.05, .remoteRoundTripTime = 0.06});
  EXPECT_EQ(ValueOf(EvidenceOf(reported), "rtt"), 60);
}

TEST(EvidenceListTest, OmitsLossThatIsNotCounted) {
  GapEvidence gap;
  gap.edge = {.ms = 1000, .video_packets = 40, .audio_packets = 48};
  EXPECT_FALSE(IsKnown(ValueOf(EvidenceOf(gap), "packetLoss")));
  EXPECT_FALSE(IsKnown(ValueOf(EvidenceOf(gap), "audioPacketLoss")));
  gap.inside = {.ms = 1000, .video_packets = 50, .video_lost = 10, .audio_packets = 50, .audio_lost = -1};
  EXPECT_EQ(ValueOf(EvidenceOf(gap), "packetLoss"), 0.1);
  EXPECT_EQ(ValueOf(EvidenceOf(gap), "audioPacketLoss"), 0);
}

TEST(EvidenceListTest, ListsDecidingValuesOnlyIfTheyAreUnusual) {
  GapEvidence gap;
  gap.usual_gap_ms = 40;
  gap.before = {.ms = 6000, .audio_packets = 300};
  gap.edge = {.ms = 1000, .received = 25, .decoded = 24, .decode_s = 0.24, .audio_packets = 48, .audio_lost = 0};
  gap.levels_during.audio_jitter_ms.Add(3);
  gap.audio_jitter_floor_ms = 1;
  for (const char* name : {"framesReceivedDelta", "framesDecodedDelta", "decodeTimeMs", "audioJitter", "audioJitterFloor",
                           "audioQueuedMs"}) {
    EXPECT_FALSE(IsKnown(ValueOf(EvidenceOf(gap), name))) << name << " is not unusual";
  }
  gap.inside = {.ms = 1000, .received = 25, .decoded = 2, .decode_s = 0.8, .audio_packets = 10, .audio_lost = 0};
  gap.levels_during.audio_jitter_ms.Add(20);
  const EventValues list = EvidenceOf(gap);
  EXPECT_EQ(ValueOf(list, "framesReceivedDelta"), 50);
  EXPECT_EQ(ValueOf(list, "framesDecodedDelta"), 26);
  EXPECT_EQ(ValueOf(list, "decodeTimeMs"), 40);
  EXPECT_EQ(ValueOf(list, "audioJitter"), 20);
  EXPECT_EQ(ValueOf(list, "audioJitterFloor"), 1);
  EXPECT_EQ(ValueOf(list, "audioQueuedMs"), 840);
}

}  // namespace
}  // namespace rtc_vitals
