#include "core/meter/remote_report.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace out = stat::outbound_rtp;
namespace remote = stat::remote_inbound_rtp;

class RemoteReportTest : public testing::Test {
 protected:
  // A poll with `sent` packets sent in total, and a report `ms` after the last one; 0: the same report.
  RemoteReport Next(double sent, double ms, std::initializer_list<MemberValue> members, double retransmitted = 0) {
    const CounterInterval outbound = stream_.Next({{out::packetsSent, sent}, {out::retransmittedPacketsSent, retransmitted}});
    const CounterInterval interval = remote_.Next(members, ms);
    return meter_.Update(interval, remote_.row(), outbound);
  }

  TestObject stream_{stat::Type::outbound_rtp};
  TestObject remote_{stat::Type::remote_inbound_rtp};
  RemoteReportMeter meter_;
};

TEST_F(RemoteReportTest, RepeatedReportIsUnknown) {
  const RemoteReport first =
      Next(0, 1000, {{remote::packetsLost, 0}, {remote::fractionLost, 0.25}, {remote::jitter, 0.01}, {remote::roundTripTime, 0.05}});
  EXPECT_VALUE(first.loss, 0.25);
  EXPECT_VALUE(first.jitter_ms, 10);
  EXPECT_VALUE(first.rtt_ms, 50);
  const RemoteReport again =
      Next(100, 0, {{remote::packetsLost, 0}, {remote::fractionLost, 0.25}, {remote::jitter, 0.01}, {remote::roundTripTime, 0.05}});
  EXPECT_UNKNOWN(again.loss);
  EXPECT_UNKNOWN(again.jitter_ms);
  EXPECT_UNKNOWN(again.rtt_ms);
  EXPECT_VALUE(Next(200, 2000, {{remote::packetsLost, 9}, {remote::fractionLost, 0.125}}).loss, 0.125);
}

TEST_F(RemoteReportTest, LastReportIsRecentForAWhile) {
  EXPECT_UNKNOWN(meter_.Recent(0).loss);
  Next(0, 1000, {{remote::packetsLost, 0}, {remote::fractionLost, 0.25}});
  Next(100, 0, {{remote::packetsLost, 0}, {remote::fractionLost, 0.25}});
  const double reported = remote_.row().timestamp();
  EXPECT_VALUE(meter_.Recent(reported + RemoteReportMeter::kRecentMs).loss, 0.25);
  EXPECT_UNKNOWN(meter_.Recent(reported + RemoteReportMeter::kRecentMs + 1).loss);
}

TEST_F(RemoteReportTest, IsUnknownWithoutAReport) {
  const RemoteReport report = meter_.Update(CounterInterval(), Row(), CounterInterval());
  EXPECT_UNKNOWN(report.loss);
  EXPECT_UNKNOWN(report.jitter_ms);
  EXPECT_UNKNOWN(report.rtt_ms);
}

TEST_F(RemoteReportTest, PrefersTheReceiversPacketCount) {
  Next(0, 1000, {{remote::packetsLost, 0}, {remote::packetsReceived, 0}, {remote::fractionLost, 0.5}});
  EXPECT_VALUE(Next(100, 1000, {{remote::packetsLost, 10}, {remote::packetsReceived, 90}, {remote::fractionLost, 0.5}}).loss, 0.1);
}

// w3c/webrtc-stats#772.
TEST_F(RemoteReportTest, IgnoresABrokenPacketCount) {
  Next(0, 1000, {{remote::packetsLost, 0}, {remote::packetsReceived, -90}, {remote::fractionLost, 0}});
  EXPECT_VALUE(Next(100, 1000, {{remote::packetsLost, 10}, {remote::packetsReceived, -90}, {remote::fractionLost, 0.5}}).loss, 0.5);
  EXPECT_VALUE(Next(200, 1000, {{remote::packetsLost, 10}, {remote::packetsReceived, -200}, {remote::fractionLost, 0.25}}).loss, 0.25);
}

// One report covers a cut, and another one arrives before the poll.
TEST_F(RemoteReportTest, IgnoresAFractionOfZeroIfPacketsWereLost) {
  Next(0, 1000, {{remote::packetsLost, 0}, {remote::fractionLost, 0}});
  EXPECT_VALUE(Next(100, 1000, {{remote::packetsLost, 40}, {remote::fractionLost, 0}}).loss, 0.4);
  EXPECT_VALUE(Next(200, 1000, {{remote::packetsLost, 40}, {remote::fractionLost, 0}}).loss, 0);
}

TEST_F(RemoteReportTest, IgnoresAFractionOutOfRange) {
  Next(0, 1000, {{remote::packetsLost, 0}, {remote::fractionLost, 3}});
  EXPECT_VALUE(Next(100, 1000, {{remote::packetsLost, 20}, {remote::fractionLost, 3}}).loss, 0.2);
}

// Safari 17.
TEST_F(RemoteReportTest, ComparesLostWithSentPacketsWithoutCountOrFraction) {
  Next(0, 1000, {{remote::packetsLost, 0}});
  Next(110, 0, {{remote::packetsLost, 0}}, 10);
  EXPECT_VALUE(Next(220, 2000, {{remote::packetsLost, 50}}, 20).loss, 0.25);
  EXPECT_VALUE(Next(320, 1000, {{remote::packetsLost, 60}}, 20).loss, 0.1);
}

TEST_F(RemoteReportTest, RepeatedReportOfTheStreamCountsNoSentPackets) {
  Next(0, 1000, {{remote::packetsLost, 0}});
  Next(100, 0, {{remote::packetsLost, 0}});
  meter_.Update(remote_.Next({{remote::packetsLost, 0}}, 0), remote_.row(), CounterInterval::Repeated());
  EXPECT_VALUE(Next(200, 2000, {{remote::packetsLost, 50}}).loss, 0.25);
}

TEST_F(RemoteReportTest, LossIsUnknownIfNothingWasSent) {
  Next(0, 1000, {{remote::packetsLost, 0}});
  EXPECT_UNKNOWN(Next(0, 1000, {{remote::packetsLost, 0}}).loss);
}

TEST_F(RemoteReportTest, CarriesADecreaseOfPacketsLostIntoTheNextReport) {
  Next(0, 1000, {{remote::packetsLost, 20}});
  EXPECT_VALUE(Next(100, 1000, {{remote::packetsLost, 10}}).loss, 0);
  EXPECT_VALUE(Next(200, 1000, {{remote::packetsLost, 25}}).loss, 0.05);
}

TEST_F(RemoteReportTest, LossIsNeverAboveOne) {
  Next(0, 1000, {{remote::packetsLost, 0}});
  EXPECT_VALUE(Next(10, 1000, {{remote::packetsLost, 500}}).loss, 1);
}

TEST_F(RemoteReportTest, RoundTripTimeIsUnknownIfItWasNotMeasured) {
  EXPECT_UNKNOWN(Next(0, 1000, {{remote::roundTripTime, 0}}).rtt_ms);
  EXPECT_UNKNOWN(Next(0, 1000, {{remote::roundTripTime, 0.5}, {remote::roundTripTimeMeasurements, 0}}).rtt_ms);
  EXPECT_VALUE(Next(0, 1000, {{remote::roundTripTime, 0.5}, {remote::roundTripTimeMeasurements, 1}}).rtt_ms, 500);
}

}  // namespace
}  // namespace rtc_vitals
