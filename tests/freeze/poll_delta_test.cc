#include "core/freeze/poll_delta.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(PollDeltaTest, DecreasedCounterIsUnknownExceptLoss) {
  const VideoPoll before{.timestamp = 1000, .packetsReceived = 50, .packetsLost = 5, .framesDecoded = 10};
  const VideoPoll now{.timestamp = 2000, .packetsReceived = 40, .packetsLost = 3, .framesDecoded = 25};
  const PollDelta delta = DeltaOf(before, now, {});
  EXPECT_DOUBLE_EQ(delta.ms, 1000);
  EXPECT_FALSE(IsKnown(delta.video_packets));
  EXPECT_DOUBLE_EQ(delta.video_lost, -2);
  EXPECT_DOUBLE_EQ(delta.decoded, 15);
}

TEST(PollDeltaTest, TakesWhatTheConnectionReports) {
  const PollDelta delta = DeltaOf({}, {}, {.bytesReceivedDelta = 1, .pairRequestsSentDelta = 2, .pairResponsesReceivedDelta = 3,
                                           .audioPacketsDelta = 4, .audioPacketsLostDelta = -5});
  EXPECT_EQ(delta.connection_bytes, 1);
  EXPECT_EQ(delta.requests, 2);
  EXPECT_EQ(delta.responses, 3);
  EXPECT_EQ(delta.audio_packets, 4);
  EXPECT_EQ(delta.audio_lost, -5);
}

TEST(PollDeltaTest, KeyFramesAreRequestedByPliAndFir) {
  EXPECT_EQ(DeltaOf({.pliCount = 1, .firCount = 2}, {.pliCount = 2, .firCount = 4}, {}).key_requests, 3);
  EXPECT_EQ(DeltaOf({.pliCount = 1}, {.pliCount = 2}, {}).key_requests, 1);
}

TEST(PollDeltaTest, CountsOtherVideosWithoutThisOne) {
  for (const double decoded : {0, 15}) {
    const PollDelta delta = DeltaOf({.framesDecoded = 0}, {.framesDecoded = decoded}, {.videosDecoding = 3});
    EXPECT_EQ(delta.other_videos, decoded > 0 ? 2 : 3);
  }
}

TEST(LossShareTest, IsOfAllPacketsThatWereSent) {
  EXPECT_EQ(LossShare(10, 30), 0.25);
  EXPECT_EQ(LossShare(10, kUnknown), 1);
  EXPECT_EQ(LossShare(-10, 30), 0);
  EXPECT_EQ(LossShare(kUnknown, 30), 0);
}

}  // namespace
}  // namespace rtc_vitals
