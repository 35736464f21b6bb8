#include "core/meter/inbound_video_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

class InboundVideoMeterTest : public testing::Test {
 protected:
  InboundVideoSample Next(std::initializer_list<MemberValue> members, double ms = 1000) {
    const CounterInterval interval = stream_.Next(members, ms);
    return meter_.Update(interval, stream_.row());
  }

  TestObject stream_{stat::Type::inbound_rtp};
  InboundVideoMeter meter_;
};

TEST_F(InboundVideoMeterTest, FirstSampleHasGaugesOnly) {
  const InboundVideoSample sample = Next({{in::bytesReceived, 1e6}, {in::framesDecoded, 300}, {in::jitter, 0.0123}, {in::frameWidth, 640}});
  EXPECT_UNKNOWN(sample.bitrate);
  EXPECT_UNKNOWN(sample.framesDecodedPerSecond);
  EXPECT_VALUE(sample.jitter, 12.3);
  EXPECT_VALUE(sample.frameWidth, 640);
}

TEST_F(InboundVideoMeterTest, RatesAreGrowthPerSecond) {
  Next({{in::bytesReceived, 0}, {in::framesDecoded, 0}, {in::framesDropped, 0}, {in::nackCount, 0}, {in::pliCount, 0}, {in::firCount, 0},
        {in::keyFramesDecoded, 0}, {in::packetsDiscarded, 0}, {in::freezeCount, 0}, {in::pauseCount, 0}, {in::framesRendered, 0}});
  const InboundVideoSample sample = Next({{in::bytesReceived, 1e6}, {in::framesDecoded, 60}, {in::framesDropped, 4}, {in::nackCount, 5},
                                          {in::pliCount, 1}, {in::firCount, 2}, {in::keyFramesDecoded, 1}, {in::packetsDiscarded, 3},
                                          {in::freezeCount, 2}, {in::pauseCount, 1}, {in::framesRendered, 58}}, 2000);
  EXPECT_VALUE(sample.bitrate, 4e6);
  EXPECT_VALUE(sample.framesDecodedPerSecond, 30);
  EXPECT_VALUE(sample.framesDecodedDelta, 60);
  EXPECT_VALUE(sample.framesDroppedPerSecond, 2);
  EXPECT_VALUE(sample.framesRenderedPerSecond, 29);
  EXPECT_VALUE(sample.nackPerSecond, 2.5);
  EXPECT_VALUE(sample.pliPerSecond, 0.5);
  EXPECT_VALUE(sample.firPerSecond, 1);
  EXPECT_VALUE(sample.keyFramesDecodedDelta, 1);
  EXPECT_VALUE(sample.packetsDiscardedPerSecond, 1.5);
  EXPECT_VALUE(sample.freezeCountDelta, 2);
  EXPECT_VALUE(sample.pauseCountDelta, 1);
}

TEST_F(InboundVideoMeterTest, MeansArePerFrame) {
  Next({{in::framesDecoded, 0}, {in::totalDecodeTime, 0}, {in::qpSum, 0}, {in::jitterBufferDelay, 0}, {in::jitterBufferEmittedCount, 0}});
  const InboundVideoSample sample = Next({{in::framesDecoded, 20}, {in::totalDecodeTime, 0.1}, {in::qpSum, 500}, {in::jitterBufferDelay, 2},
                                          {in::jitterBufferEmittedCount, 25}});
  EXPECT_VALUE(sample.decodeTimeMs, 5);
  EXPECT_VALUE(sample.qp, 25);
  EXPECT_VALUE(sample.jitterBufferDelayMs, 80);
  const InboundVideoSample still = Next({{in::framesDecoded, 20}, {in::totalDecodeTime, 0.1}, {in::qpSum, 500}, {in::jitterBufferDelay, 2},
                                         {in::jitterBufferEmittedCount, 25}});
  EXPECT_UNKNOWN(still.decodeTimeMs);
  EXPECT_UNKNOWN(still.jitterBufferDelayMs);
}

TEST_F(InboundVideoMeterTest, FramesInFlightAreCreditedToTheNextInterval) {
  Next({{in::framesReceived, 0}, {in::jitterBufferEmittedCount, 0}, {in::framesDecoded, 0}});
  const InboundVideoSample flying = Next({{in::framesReceived, 15}, {in::jitterBufferEmittedCount, 13}, {in::framesDecoded, 12}});
  EXPECT_VALUE(flying.framesNotDecodableDelta, 2);
  EXPECT_VALUE(flying.framesNotDecodedDelta, 1);
  const InboundVideoSample landed = Next({{in::framesReceived, 30}, {in::jitterBufferEmittedCount, 30}, {in::framesDecoded, 30}});
  EXPECT_VALUE(landed.framesNotDecodableDelta, 0);
  EXPECT_VALUE(landed.framesNotDecodedDelta, 0);
  const InboundVideoSample starved = Next({{in::framesReceived, 45}, {in::jitterBufferEmittedCount, 38}, {in::framesDecoded, 37}});
  EXPECT_VALUE(starved.framesNotDecodableDelta, 5);
  EXPECT_VALUE(starved.framesNotDecodedDelta, 0);
}

TEST_F(InboundVideoMeterTest, FramesReceivedIsUnknownIfItCopiesFramesDecoded) {
  InboundVideoSample sample;
  for (int i = 0; i <= 10; ++i) {
    sample = Next({{in::framesReceived, 15 * i}, {in::framesDecoded, 15 * i}, {in::jitterBufferEmittedCount, 15 * i + (i == 10)}});
    if (i == 9) EXPECT_VALUE(sample.framesReceivedPerSecond, 15);
  }
  EXPECT_UNKNOWN(sample.framesReceivedPerSecond);
  EXPECT_UNKNOWN(sample.framesNotDecodableDelta);
  EXPECT_VALUE(sample.framesDecodedPerSecond, 15);
  EXPECT_VALUE(sample.framesNotDecodedDelta, 1);  // does not depend on framesReceived
}

TEST_F(InboundVideoMeterTest, RetransmittedShareIsRelativeToThePayload) {
  Next({{in::bytesReceived, 0}, {in::retransmittedBytesReceived, 0}});
  EXPECT_VALUE(Next({{in::bytesReceived, 1000}, {in::retransmittedBytesReceived, 250}}).retransmittedShare, 0.25);
  EXPECT_UNKNOWN(Next({{in::bytesReceived, 1000}, {in::retransmittedBytesReceived, 250}}).retransmittedShare);
}

// Firefox reports 0 before the first frame.
TEST_F(InboundVideoMeterTest, FrameSizeOfZeroIsUnknown) {
  const InboundVideoSample sample = Next({{in::frameWidth, 0}, {in::frameHeight, 0}});
  EXPECT_UNKNOWN(sample.frameWidth);
  EXPECT_UNKNOWN(sample.frameHeight);
}

TEST_F(InboundVideoMeterTest, StreamOfPaddingHasPacketsButNoBits) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::bytesReceived, 0}, {in::framesReceived, 0}});
  const InboundVideoSample sample =
      Next({{in::packetsReceived, 3064}, {in::packetsLost, 0}, {in::bytesReceived, 0}, {in::framesReceived, 0}});
  EXPECT_VALUE(sample.bitrate, 0);
  EXPECT_VALUE(sample.packetLoss, 0);
}

}  // namespace
}  // namespace rtc_vitals
