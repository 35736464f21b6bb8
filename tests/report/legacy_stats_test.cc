#include "core/report/legacy_stats.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_call.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
namespace ssrc = stat::legacy_ssrc;
namespace old_pair = stat::legacy_pair;
namespace pair = stat::candidate_pair;
using stat::Type;

class LegacyStatsTest : public ReportTest {
 protected:
  double LimitedBy(double cpu, double bandwidth) {
    Report({{Type::legacy_ssrc, 1, 0,
             {{ssrc::packetsSent, 1}, {ssrc::googCpuLimitedResolution, cpu}, {ssrc::googBandwidthLimitedResolution, bandwidth}}}});
    return Find(1)[out::qualityLimitationReason];
  }
};

TEST_F(LegacyStatsTest, ConvertsAReceivingStreamToInboundRtp) {
  Report({{Type::legacy_ssrc, 1, 0, {{ssrc::ssrc, 7}, {ssrc::mediaType, polls_.labels.video}, {ssrc::packetsReceived, 90},
                                     {ssrc::packetsLost, 10}, {ssrc::googJitterReceived, 12}, {ssrc::googNacksSent, 5},
                                     {ssrc::googNacksReceived, 6}, {ssrc::googFrameWidthReceived, 640}}}});
  EXPECT_TRUE(polls_.report().Of(Type::legacy_ssrc).empty());
  const Row row = polls_.report().Find(1, Type::inbound_rtp);
  ASSERT_TRUE(row);
  EXPECT_VALUE(row[in::ssrc], 7);
  EXPECT_VALUE(row[in::packetsReceived], 90);
  EXPECT_VALUE(row[in::packetsLost], 10);
  EXPECT_VALUE(row[in::jitter], 0.012);
  EXPECT_VALUE(row[in::nackCount], 5);
  EXPECT_VALUE(row[in::frameWidth], 640);
}

TEST_F(LegacyStatsTest, ConvertsASendingStreamToOutboundRtpReceiverReportAndSource) {
  Report({{Type::legacy_ssrc, 1, 0, {{ssrc::ssrc, 7}, {ssrc::mediaType, polls_.labels.audio}, {ssrc::packetsSent, 90},
                                     {ssrc::packetsLost, 2}, {ssrc::googRtt, 40}, {ssrc::googNacksReceived, 6},
                                     {ssrc::audioInputLevel, 16'383.5}}}});
  EXPECT_VALUE(polls_.report().Find(1, Type::outbound_rtp)[out::packetsSent], 90);
  EXPECT_VALUE(Find(1)[out::nackCount], 6);
  const Row report = polls_.report().Only(Type::remote_inbound_rtp);
  EXPECT_VALUE(report[stat::remote_inbound_rtp::packetsLost], 2);
  EXPECT_VALUE(report[stat::remote_inbound_rtp::roundTripTime], 0.04);
  EXPECT_EQ(report.Ref(stat::remote_inbound_rtp::localId), 1);
  EXPECT_VALUE(polls_.report().Only(Type::media_source)[stat::media_source::audioLevel], 0.5);
}

TEST_F(LegacyStatsTest, TreatsMinusOneAsUnknown) {
  Report({{Type::legacy_ssrc, 1, 0, {{ssrc::packetsReceived, 0}, {ssrc::packetsLost, -1}, {ssrc::googJitterReceived, -1}}}});
  EXPECT_UNKNOWN(Find(1)[in::packetsLost]);
  EXPECT_UNKNOWN(Find(1)[in::jitter]);
}

TEST_F(LegacyStatsTest, ConvertsLimitationFlagsToAReason) {
  EXPECT_VALUE(LimitedBy(0, 0), polls_.labels.none);
  EXPECT_VALUE(LimitedBy(1, 0), polls_.labels.cpu);
  EXPECT_VALUE(LimitedBy(1, 1), polls_.labels.bandwidth);
  EXPECT_UNKNOWN(LimitedBy(kUnknown, kUnknown));
}

TEST_F(LegacyStatsTest, ConvertsTheActivePairToTheSelectedOneWithBandwidth) {
  Report({{Type::legacy_pair, 1, 0, {{old_pair::googActiveConnection, 1}, {old_pair::googRtt, 30}, {old_pair::bytesSent, 500}}},
          {Type::legacy_pair, 2, 0, {{old_pair::googActiveConnection, 0}}},
          {Type::legacy_bandwidth, 3, 0, {{stat::legacy_bandwidth::googAvailableSendBandwidth, 300'000}}}});
  EXPECT_VALUE(Find(1)[pair::selected], 1);
  EXPECT_VALUE(Find(1)[pair::currentRoundTripTime], 0.03);
  EXPECT_VALUE(Find(1)[pair::bytesSent], 500);
  EXPECT_VALUE(Find(1)[pair::availableOutgoingBitrate], 300'000);
  EXPECT_UNKNOWN(Find(2)[pair::availableOutgoingBitrate]);
}

TEST_F(LegacyStatsTest, ConvertsCandidateTypes) {
  const std::pair<const char*, const char*> types[] = {{"local", "host"}, {"stun", "srflx"}, {"serverreflexive", "srflx"},
                                                       {"peerreflexive", "prflx"}, {"relayed", "relay"}, {"host", "host"}};
  for (const auto& [old, today] : types) {
    const int type = polls_.labels.Intern(old);
    Report({{Type::legacy_local_candidate, 1, 0, {{stat::legacy_local_candidate::candidateType, type}}},
            {Type::legacy_remote_candidate, 2, 0, {{stat::legacy_remote_candidate::candidateType, type}}},
            {Type::legacy_pair, 3, 0, {}}});
    EXPECT_EQ(polls_.labels.Text(Find(1).Ref(stat::local_candidate::candidateType)), today) << old;
    EXPECT_EQ(polls_.labels.Text(Find(2).Ref(stat::remote_candidate::candidateType)), today) << old;
  }
}

// All values in this form are strings.
TEST(LegacyCallTest, MeasuresACallInTheCallbackForm) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    const auto text = [&](int number) { return std::to_string(number * i); };
    call.Poll(1000 * i, {{{"type", "ssrc"}, {"id", "ssrc_1_recv"}, {"mediaType", "video"}, {"ssrc", "1"}, {"packetsReceived", text(90)},
                          {"packetsLost", text(10)}, {"bytesReceived", text(1000)}, {"framesDecoded", text(30)}},
                         {{"type", "ssrc"}, {"id", "ssrc_3_send"}, {"mediaType", "video"}, {"ssrc", "3"}, {"packetsSent", text(100)},
                          {"bytesSent", text(2000)}, {"packetsLost", text(5)}, {"googRtt", "40"}, {"googFrameRateInput", "30"},
                          {"googCpuLimitedResolution", "true"}, {"googBandwidthLimitedResolution", "false"}},
                         {{"type", "googCandidatePair"}, {"id", "Conn-audio-1-0"}, {"googActiveConnection", "true"}, {"googRtt", "25"},
                          {"bytesSent", text(4000)}, {"bytesReceived", text(1000)}}});
  }
  EXPECT_VALUE(call.Get("ssrc_1_recv", "bitrate"), 8000);
  EXPECT_VALUE(call.Get("ssrc_1_recv", "packetLoss"), 0.1);
  EXPECT_VALUE(call.Get("ssrc_1_recv", "framesDecodedPerSecond"), 30);
  EXPECT_VALUE(call.Get("ssrc_3_send", "bitrate"), 16'000);
  EXPECT_VALUE(call.Get("ssrc_3_send", "remotePacketLoss"), 0.05);
  EXPECT_VALUE(call.Get("ssrc_3_send", "remoteRtt"), 40);
  EXPECT_VALUE(call.Get("ssrc_3_send", "framesCapturedPerSecond"), 30);
  EXPECT_EQ(call.Word("ssrc_3_send", "qualityLimitationReason"), "cpu");
  EXPECT_VALUE(call.Get("", "rtt"), 25);
  EXPECT_VALUE(call.Get("", "sendBitrate"), 32'000);
}

}  // namespace
}  // namespace rtc_vitals
