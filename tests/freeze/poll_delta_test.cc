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

}  // namespace
}  // namespace rtc_vitals
