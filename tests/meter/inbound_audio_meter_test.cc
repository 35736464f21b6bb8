#include "core/meter/inbound_audio_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace playout = stat::media_playout;

class InboundAudioMeterTest : public testing::Test {
 protected:
  InboundAudioSample Next(std::initializer_list<MemberValue> members, const CounterInterval& playout = CounterInterval()) {
    const CounterInterval interval = stream_.Next(members);
    return meter_.Update(interval, stream_.row(), playout);
  }

  TestObject stream_{stat::Type::inbound_rtp};
  InboundAudioMeter meter_;
};

TEST_F(InboundAudioMeterTest, AudibleConcealmentExcludesSilentConcealment) {
  Next({{in::totalSamplesReceived, 0}, {in::concealedSamples, 0}, {in::silentConcealedSamples, 0}, {in::concealmentEvents, 0}});
  const InboundAudioSample sample = Next({{in::totalSamplesReceived, 48'000}, {in::concealedSamples, 4800},
                                          {in::silentConcealedSamples, 2400}, {in::concealmentEvents, 3}});
  EXPECT_VALUE(sample.audibleConcealmentRatio, 0.05);
  EXPECT_VALUE(sample.concealmentEventsDelta, 3);
}

// Comfort noise while the sender is muted is concealment too.
TEST_F(InboundAudioMeterTest, SilentConcealmentIsNotAudible) {
  Next({{in::totalSamplesReceived, 0}, {in::concealedSamples, 0}, {in::silentConcealedSamples, 0}});
  EXPECT_VALUE(Next({{in::totalSamplesReceived, 48'000}, {in::concealedSamples, 48'000},
                     {in::silentConcealedSamples, 48'000}}).audibleConcealmentRatio, 0);
}

TEST_F(InboundAudioMeterTest, RatiosAreUnknownWithoutSamples) {
  Next({{in::totalSamplesReceived, 9}, {in::concealedSamples, 0}, {in::silentConcealedSamples, 0}});
  const InboundAudioSample sample = Next({{in::totalSamplesReceived, 9}, {in::concealedSamples, 0}, {in::silentConcealedSamples, 0}});
  EXPECT_UNKNOWN(sample.audibleConcealmentRatio);
  EXPECT_UNKNOWN(sample.timeStretchRatio);
}

TEST_F(InboundAudioMeterTest, TimeStretchCountsInsertedAndRemovedSamples) {
  Next({{in::totalSamplesReceived, 0}, {in::insertedSamplesForDeceleration, 0}, {in::removedSamplesForAcceleration, 0}});
  EXPECT_VALUE(Next({{in::totalSamplesReceived, 48'000}, {in::insertedSamplesForDeceleration, 960},
                     {in::removedSamplesForAcceleration, 480}}).timeStretchRatio, 0.03);
}

TEST_F(InboundAudioMeterTest, BufferDelaysAreMeansPerSample) {
  TestObject device(stat::Type::media_playout);
  device.Next({{playout::totalPlayoutDelay, 0}, {playout::totalSamplesCount, 0}});
  Next({{in::jitterBufferDelay, 0}, {in::jitterBufferEmittedCount, 0}});
  const InboundAudioSample sample = Next({{in::jitterBufferDelay, 2880}, {in::jitterBufferEmittedCount, 48'000}},
                                         device.Next({{playout::totalPlayoutDelay, 480}, {playout::totalSamplesCount, 48'000}}));
  EXPECT_VALUE(sample.jitterBufferDelayMs, 60);
  EXPECT_VALUE(sample.playoutDelayMs, 10);
}

TEST_F(InboundAudioMeterTest, ComputesRatesLossAndGauges) {
  Next({{in::bytesReceived, 0}, {in::packetsReceived, 0}, {in::packetsLost, 0}, {in::packetsDiscarded, 0}});
  const InboundAudioSample sample = Next({{in::bytesReceived, 4000}, {in::packetsReceived, 45}, {in::packetsLost, 5},
                                          {in::packetsDiscarded, 2}, {in::jitter, 0.004}, {in::audioLevel, 16'383.5}});
  EXPECT_VALUE(sample.bitrate, 32'000);
  EXPECT_VALUE(sample.packetLoss, 0.1);
  EXPECT_VALUE(sample.packetsDiscardedPerSecond, 2);
  EXPECT_VALUE(sample.jitter, 4);
  EXPECT_VALUE(sample.audioLevel, 0.5);
  EXPECT_UNKNOWN(sample.playoutDelayMs);
}

}  // namespace
}  // namespace rtc_vitals
