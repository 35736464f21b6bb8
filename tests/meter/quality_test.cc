#include "core/meter/quality.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

constexpr double kGood = 0, kFair = 1, kPoor = 2;
const QualityParameters kDefaults;

void ExpectQuality(const Quality& quality, double level, unsigned reasons) {
  EXPECT_VALUE(quality.level, level);
  EXPECT_EQ(quality.reasons, reasons);
}

TEST(QualityTest, IsUnknownIfNothingIsKnown) {
  ExpectQuality(QualityOf(InboundVideoSample(), false, kDefaults), kUnknown, 0);
  ExpectQuality(QualityOf(InboundAudioSample(), kDefaults), kUnknown, 0);
  ExpectQuality(QualityOf(OutboundVideoSample(), kDefaults), kUnknown, 0);
  ExpectQuality(QualityOf(OutboundAudioSample(), kDefaults), kUnknown, 0);
  ExpectQuality(QualityOf(ConnectionSample(), kUnknown, kDefaults), kUnknown, 0);
}

TEST(QualityTest, ThresholdsAreExclusive) {
  ExpectQuality(QualityOf(InboundAudioSample{.packetLoss = 0.02}, kDefaults), kGood, 0);
  ExpectQuality(QualityOf(InboundAudioSample{.packetLoss = 0.021}, kDefaults), kFair, kReasonPacketLoss);
  ExpectQuality(QualityOf(InboundAudioSample{.packetLoss = 0.10}, kDefaults), kFair, kReasonPacketLoss);
  ExpectQuality(QualityOf(InboundAudioSample{.packetLoss = 0.11}, kDefaults), kPoor, kReasonPacketLoss);
}

TEST(QualityTest, IsTheWorstLevelWithAllReasons) {
  const InboundAudioSample sample{.packetLoss = 0.05, .jitter = 31, .audibleConcealmentRatio = 0.08, .jitterBufferDelayMs = 100};
  ExpectQuality(QualityOf(sample, kDefaults), kPoor, kReasonPacketLoss | kReasonJitter | kReasonConcealment);
}

TEST(QualityTest, IgnoresTheFrameRateOfAStillPictureThatIsNotFrozen) {
  ExpectQuality(QualityOf(InboundVideoSample{.packetLoss = 0, .framesDecodedPerSecond = 0, .isFrozen = 0}, false, kDefaults), kGood, 0);
  // Whether it is frozen is unknown.
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodedPerSecond = 0}, false, kDefaults), kPoor, kReasonLowFrameRate);
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodedPerSecond = 2, .isFrozen = 0}, false, kDefaults), kPoor, kReasonLowFrameRate);
}

TEST(QualityTest, FrozenPictureIsPoor) {
  ExpectQuality(QualityOf(InboundVideoSample{.isFrozen = 1}, false, kDefaults), kPoor, kReasonFrozen);
  ExpectQuality(QualityOf(InboundVideoSample{.isFrozen = 0}, false, kDefaults), kGood, 0);
}

TEST(QualityTest, LowFrameRateIsBadExceptOnAScreen) {
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodedPerSecond = 13}, false, kDefaults), kFair, kReasonLowFrameRate);
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodedPerSecond = 8}, false, kDefaults), kPoor, kReasonLowFrameRate);
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodedPerSecond = 30}, false, kDefaults), kGood, 0);
  ExpectQuality(QualityOf(InboundVideoSample{.packetLoss = 0, .framesDecodedPerSecond = 1}, true, kDefaults), kGood, 0);
}

TEST(QualityTest, DroppedFramesCountByTheirShareOfDecodableFrames) {
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodablePerSecond = 30, .framesDroppedPerSecond = 3}, false, kDefaults), kGood, 0);
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodablePerSecond = 30, .framesDroppedPerSecond = 6}, false, kDefaults), kFair,
                kReasonFramesDropped);
  ExpectQuality(QualityOf(InboundVideoSample{.framesDecodablePerSecond = 0, .framesDroppedPerSecond = 6}, false, kDefaults), kUnknown, 0);
}

TEST(QualityTest, BandwidthAloneIsNeverPoor) {
  ExpectQuality(QualityOf(OutboundVideoSample{.bandwidthLimitedShare = 1}, kDefaults), kFair, kReasonBandwidth);
  ExpectQuality(QualityOf(OutboundVideoSample{.bandwidthLimitedShare = 0.5}, kDefaults), kGood, 0);
  ExpectQuality(QualityOf(OutboundVideoSample{.cpuLimitedShare = 1}, kDefaults), kPoor, kReasonCpu);
  ExpectQuality(QualityOf(OutboundVideoSample{.cpuLimitedShare = 0.4, .remotePacketLoss = 0.05}, kDefaults), kFair,
                kReasonCpu | kReasonPacketLoss);
}

TEST(QualityTest, OutboundAudioIsJudgedByTheReceiverReports) {
  ExpectQuality(QualityOf(OutboundAudioSample{.remotePacketLoss = 0, .remoteJitter = 250}, kDefaults), kPoor, kReasonJitter);
}

TEST(QualityTest, LostConnectionIsPoor) {
  ExpectQuality(QualityOf(ConnectionSample(), 1, kDefaults), kPoor, kReasonDisconnected);
  ExpectQuality(QualityOf(ConnectionSample(), 0, kDefaults), kGood, 0);
  ExpectQuality(QualityOf(ConnectionSample{.rtt = 400}, 0, kDefaults), kFair, kReasonRtt);
  ExpectQuality(QualityOf(ConnectionSample{.rtt = 20, .packetsDiscardedOnSendPerSecond = 0.5}, 0, kDefaults), kFair,
                kReasonDiscardedOnSend);
}

TEST(QualityTest, WorseHasTheReasonsOfBoth) {
  ExpectQuality(Worse({kFair, kReasonRtt}, {kPoor, kReasonCpu}), kPoor, kReasonRtt | kReasonCpu);
  ExpectQuality(Worse({kUnknown, 0}, {kFair, kReasonCpu}), kFair, kReasonCpu);
  ExpectQuality(Worse({kFair, kReasonCpu}, {kUnknown, 0}), kFair, kReasonCpu);
  ExpectQuality(Worse(Quality(), Quality()), kUnknown, 0);
}

TEST(QualityTest, EveryReasonHasAWord) { EXPECT_EQ(1u << std::size(kReasonWords), 2u * kReasonDisconnected); }

}  // namespace
}  // namespace rtc_vitals
