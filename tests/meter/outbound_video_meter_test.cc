#include "core/meter/outbound_video_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace out = stat::outbound_rtp;
namespace source = stat::media_source;

class OutboundVideoMeterTest : public testing::Test {
 protected:
  OutboundVideoSample Next(std::initializer_list<MemberValue> members, std::initializer_list<MemberValue> source_members = {},
                           double ms = 1000) {
    const CounterInterval interval = stream_.Next(members, ms);
    const CounterInterval of_source = source_.Next(source_members, ms);
    return meter_.Update(interval, stream_.row(), scalability_mode_, of_source, source_.row());
  }

  TestObject stream_{stat::Type::outbound_rtp};
  TestObject source_{stat::Type::media_source};
  OutboundVideoMeter meter_;
  const char* scalability_mode_ = "L1T3";
};

TEST_F(OutboundVideoMeterTest, MeasuresTheFramePipelineFromCameraToNetwork) {
  Next({{out::framesEncoded, 0}, {out::framesSent, 0}}, {{source::frames, 0}});
  const OutboundVideoSample sample = Next({{out::framesEncoded, 50}, {out::framesSent, 46}}, {{source::frames, 60}}, 2000);
  EXPECT_VALUE(sample.framesCapturedPerSecond, 30);
  EXPECT_VALUE(sample.framesEncodedPerSecond, 25);
  EXPECT_VALUE(sample.framesSentPerSecond, 23);
  EXPECT_VALUE(sample.framesNotEncodedDelta, 10);
  EXPECT_VALUE(sample.framesNotSentDelta, 4);
  const OutboundVideoSample next = Next({{out::framesEncoded, 82}, {out::framesSent, 80}}, {{source::frames, 90}});
  EXPECT_VALUE(next.framesNotEncodedDelta, 0);
  EXPECT_VALUE(next.framesNotSentDelta, 0);
}

// Chromium 156: VP9 with two spatial layers at 15 frames per second.
TEST_F(OutboundVideoMeterTest, DoesNotCompareSpatialLayersWithTheSource) {
  for (const char* mode : {"L2T1", "L3T3_KEY", "S2T3"}) {
    scalability_mode_ = mode;
    Next({{out::framesEncoded, 0}, {out::framesSent, 0}}, {{source::frames, 0}});
    const OutboundVideoSample sample =
        Next({{out::framesEncoded, 28}, {out::framesSent, 26}, {out::framesPerSecond, 14}}, {{source::frames, 15}});
    EXPECT_VALUE(sample.framesCapturedPerSecond, 15);
    EXPECT_VALUE(sample.framesEncodedPerSecond, 14);
    EXPECT_UNKNOWN(sample.framesSentPerSecond);
    EXPECT_UNKNOWN(sample.framesNotEncodedDelta);
    EXPECT_VALUE(sample.framesNotSentDelta, 2);
    Next({{out::framesEncoded, 0}, {out::framesSent, 0}}, {{source::frames, 0}});  // restarted
  }
}

TEST_F(OutboundVideoMeterTest, DoesNotCompareWithASourceThatMissedAPoll) {
  Next({{out::framesEncoded, 0}}, {{source::frames, 0}});
  meter_.Update(stream_.Next({{out::framesEncoded, 30}}), stream_.row(), {}, CounterInterval(), Row());
  const CounterInterval interval = stream_.Next({{out::framesEncoded, 60}});
  EXPECT_UNKNOWN(meter_.Update(interval, stream_.row(), {}, source_.Next({{source::frames, 60}}, 2000),
                               source_.row()).framesNotEncodedDelta);
  EXPECT_VALUE(Next({{out::framesEncoded, 88}}, {{source::frames, 90}}).framesNotEncodedDelta, 2);
}

TEST_F(OutboundVideoMeterTest, UsesTheRateOfASourceWithoutFrameCounter) {
  EXPECT_VALUE(Next({}, {{source::framesPerSecond, 24}}).framesCapturedPerSecond, 24);
}

TEST_F(OutboundVideoMeterTest, PrefersTheFrameCounterOfTheSource) {
  EXPECT_UNKNOWN(Next({}, {{source::frames, 60}, {source::framesPerSecond, 24}}).framesCapturedPerSecond);
  EXPECT_VALUE(Next({}, {{source::frames, 80}, {source::framesPerSecond, 24}}).framesCapturedPerSecond, 20);
}

TEST_F(OutboundVideoMeterTest, LimitationSharesAreRelativeToTheInterval) {
  Next({{out::qualityLimitationNone, 10}, {out::qualityLimitationCpu, 0}, {out::qualityLimitationBandwidth, 0},
        {out::qualityLimitationOther, 0}});
  const OutboundVideoSample sample = Next({{out::qualityLimitationNone, 11}, {out::qualityLimitationCpu, 0.5},
                                           {out::qualityLimitationBandwidth, 0.4}, {out::qualityLimitationOther, 0.1}}, {}, 2000);
  EXPECT_VALUE(sample.cpuLimitedShare, 0.25);
  EXPECT_VALUE(sample.bandwidthLimitedShare, 0.2);
  EXPECT_VALUE(sample.otherLimitedShare, 0.05);
}

// Chrome before 99.
TEST_F(OutboundVideoMeterTest, RecognisesLimitationDurationsInMilliseconds) {
  Next({{out::qualityLimitationNone, 9000}, {out::qualityLimitationCpu, 0}, {out::qualityLimitationBandwidth, 0},
        {out::qualityLimitationOther, 0}});
  const OutboundVideoSample sample = Next({{out::qualityLimitationNone, 9000}, {out::qualityLimitationCpu, 250},
                                           {out::qualityLimitationBandwidth, 750}, {out::qualityLimitationOther, 0}});
  EXPECT_VALUE(sample.cpuLimitedShare, 0.25);
  EXPECT_VALUE(sample.bandwidthLimitedShare, 0.75);
  EXPECT_VALUE(sample.otherLimitedShare, 0);
}

TEST_F(OutboundVideoMeterTest, RecognisesMillisecondsByTheDurationsThatAreReported) {
  Next({{out::qualityLimitationCpu, 0}, {out::qualityLimitationBandwidth, 0}});
  const OutboundVideoSample sample = Next({{out::qualityLimitationCpu, 250}, {out::qualityLimitationBandwidth, 500}});
  EXPECT_VALUE(sample.cpuLimitedShare, 0.25);
  EXPECT_VALUE(sample.bandwidthLimitedShare, 0.5);
  EXPECT_UNKNOWN(sample.otherLimitedShare);
}

// libwebrtc before 753e810804.
TEST_F(OutboundVideoMeterTest, CodecSwitchRestartsOnlyTheDurations) {
  Next({{out::bytesSent, 0}, {out::qualityLimitationCpu, 3}, {out::qualityLimitationBandwidth, 4}});
  const OutboundVideoSample sample = Next({{out::bytesSent, 1000}, {out::qualityLimitationCpu, 0}, {out::qualityLimitationBandwidth, 5}});
  EXPECT_VALUE(sample.bitrate, 8000);
  EXPECT_UNKNOWN(sample.cpuLimitedShare);
  EXPECT_UNKNOWN(sample.bandwidthLimitedShare);
}

// Chromium 156.
TEST_F(OutboundVideoMeterTest, CodecSwitchRestartsOnlyTheKeyFrames) {
  Next({{out::bytesSent, 0}, {out::framesEncoded, 390}, {out::keyFramesEncoded, 3}}, {{source::frames, 390}});
  const OutboundVideoSample sample =
      Next({{out::bytesSent, 1000}, {out::framesEncoded, 405}, {out::keyFramesEncoded, 1}}, {{source::frames, 405}});
  EXPECT_VALUE(sample.bitrate, 8000);
  EXPECT_VALUE(sample.framesEncodedPerSecond, 15);
  EXPECT_UNKNOWN(sample.keyFramesEncodedDelta);
}

TEST_F(OutboundVideoMeterTest, ComputesRatesMeansAndGauges) {
  Next({{out::bytesSent, 0}, {out::retransmittedBytesSent, 0}, {out::packetsSent, 0}, {out::totalPacketSendDelay, 0},
        {out::framesEncoded, 0}, {out::totalEncodeTime, 0}, {out::qpSum, 0}, {out::nackCount, 0}, {out::pliCount, 0}, {out::firCount, 0},
        {out::hugeFramesSent, 0}, {out::keyFramesEncoded, 0}});
  const OutboundVideoSample sample = Next({{out::bytesSent, 10'000}, {out::retransmittedBytesSent, 1000}, {out::packetsSent, 100},
                                           {out::totalPacketSendDelay, 0.25}, {out::framesEncoded, 25}, {out::totalEncodeTime, 0.1},
                                           {out::qpSum, 750}, {out::nackCount, 4}, {out::pliCount, 1}, {out::firCount, 0},
                                           {out::hugeFramesSent, 2}, {out::keyFramesEncoded, 1}, {out::targetBitrate, 90'000},
                                           {out::frameWidth, 320}, {out::frameHeight, 0}, {out::active, 1}});
  EXPECT_VALUE(sample.bitrate, 80'000);
  EXPECT_VALUE(sample.retransmittedShare, 0.1);
  EXPECT_VALUE(sample.packetSendDelayMs, 2.5);
  EXPECT_VALUE(sample.encodeTimeMs, 4);
  EXPECT_VALUE(sample.qp, 30);
  EXPECT_VALUE(sample.nackPerSecond, 4);
  EXPECT_VALUE(sample.pliPerSecond, 1);
  EXPECT_VALUE(sample.firPerSecond, 0);
  EXPECT_VALUE(sample.hugeFramesSentDelta, 2);
  EXPECT_VALUE(sample.keyFramesEncodedDelta, 1);
  EXPECT_VALUE(sample.targetBitrate, 90'000);
  EXPECT_VALUE(sample.frameWidth, 320);
  EXPECT_UNKNOWN(sample.frameHeight);
  EXPECT_VALUE(sample.active, 1);
}

}  // namespace
}  // namespace rtc_vitals
