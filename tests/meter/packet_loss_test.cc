#include "core/meter/packet_loss.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

class PacketLossTest : public testing::Test {
 protected:
  PacketLoss Next(std::initializer_list<MemberValue> members, double ms = 1000) {
    const CounterInterval interval = stream_.Next(members, ms);
    return meter_.Update(interval, stream_.row());
  }
  double NextRatio(double received, double lost) { return Next({{in::packetsReceived, received}, {in::packetsLost, lost}}).ratio; }

  TestObject stream_{stat::Type::inbound_rtp};
  PacketLossMeter meter_;
};

TEST_F(PacketLossTest, IsLostDividedByExpected) {
  EXPECT_UNKNOWN(NextRatio(100, 0));
  EXPECT_VALUE(NextRatio(190, 10), 0.1);
  EXPECT_VALUE(NextRatio(290, 10), 0);
  EXPECT_VALUE(NextRatio(290, 15), 1);  // everything was lost
}

TEST_F(PacketLossTest, IsUnknownIfNothingWasExpected) {
  NextRatio(100, 5);
  EXPECT_UNKNOWN(NextRatio(100, 5));
}

TEST_F(PacketLossTest, CarriesADecreaseOfPacketsLostIntoTheNextInterval) {
  NextRatio(0, 20);
  EXPECT_VALUE(NextRatio(100, 12), 0);  // 8 arrived late
  EXPECT_VALUE(NextRatio(200, 15), 0);  // 3 lost, 5 carried over
  EXPECT_VALUE(NextRatio(295, 25), 0.05);  // 10 lost, 5 carried over, 95 received
  EXPECT_VALUE(NextRatio(385, 35), 0.1);
}

TEST_F(PacketLossTest, RetransmissionsRepairLossAndAreNotExpected) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::retransmittedPacketsReceived, 0}});
  const PacketLoss loss = Next({{in::packetsReceived, 98}, {in::packetsLost, 10}, {in::retransmittedPacketsReceived, 8}});
  EXPECT_VALUE(loss.ratio, 0.1);
  EXPECT_VALUE(loss.residual, 0.02);
}

TEST_F(PacketLossTest, PaddingCountedAsRetransmittedDoesNotMakeTheResidualNegative) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::retransmittedPacketsReceived, 0}});
  const PacketLoss loss = Next({{in::packetsReceived, 190}, {in::packetsLost, 10}, {in::retransmittedPacketsReceived, 100}});
  EXPECT_VALUE(loss.ratio, 0.1);
  EXPECT_VALUE(loss.residual, 0);
}

TEST_F(PacketLossTest, CountsRetransmissionsFirstReportedMidCall) {
  NextRatio(0, 0);
  const PacketLoss loss = Next({{in::packetsReceived, 95}, {in::packetsLost, 10}, {in::retransmittedPacketsReceived, 5}});
  EXPECT_VALUE(loss.ratio, 0.1);
  EXPECT_VALUE(loss.residual, 0.05);
}

TEST_F(PacketLossTest, IsUnknownAfterAPollWithoutRetransmissionCount) {
  Next({{in::packetsReceived, 1000}, {in::packetsLost, 0}, {in::retransmittedPacketsReceived, 500}});
  NextRatio(1100, 1);
  const PacketLoss loss = Next({{in::packetsReceived, 1199}, {in::packetsLost, 2}, {in::retransmittedPacketsReceived, 502}});
  EXPECT_UNKNOWN(loss.ratio);  // how many of the 99 were repairs is unknown
  EXPECT_UNKNOWN(loss.residual);
  EXPECT_VALUE(Next({{in::packetsReceived, 1300}, {in::packetsLost, 3}, {in::retransmittedPacketsReceived, 504}}).ratio, 0.01);
}

TEST_F(PacketLossTest, ResidualIsUnknownWithoutRetransmissionCount) {
  NextRatio(0, 0);
  EXPECT_UNKNOWN(Next({{in::packetsReceived, 90}, {in::packetsLost, 10}}).residual);
}

TEST_F(PacketLossTest, FecWithItsOwnSsrcIsNotExpected) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::fecPacketsReceived, 0}, {in::fecSsrc, 7}});
  EXPECT_VALUE(Next({{in::packetsReceived, 110}, {in::packetsLost, 10}, {in::fecPacketsReceived, 20}, {in::fecSsrc, 7}}).ratio, 0.1);
}

TEST_F(PacketLossTest, InBandFecIsExpected) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::fecPacketsReceived, 0}});
  EXPECT_VALUE(Next({{in::packetsReceived, 90}, {in::packetsLost, 10}, {in::fecPacketsReceived, 20}}).ratio, 0.1);
}

TEST_F(PacketLossTest, IsNeverAboveOne) {
  Next({{in::packetsReceived, 0}, {in::packetsLost, 0}, {in::retransmittedPacketsReceived, 0}});
  const PacketLoss loss = Next({{in::packetsReceived, 10}, {in::packetsLost, 30}, {in::retransmittedPacketsReceived, 25}});
  EXPECT_VALUE(loss.ratio, 1);  // more retransmitted than received in all
}

TEST_F(PacketLossTest, RestartDropsTheCarriedDecrease) {
  NextRatio(100, 20);
  NextRatio(200, 10);
  EXPECT_UNKNOWN(NextRatio(0, 0));
  EXPECT_VALUE(NextRatio(90, 10), 0.1);
}

TEST_F(PacketLossTest, RepeatedReportKeepsTheCarriedDecrease) {
  NextRatio(100, 20);
  NextRatio(200, 10);
  EXPECT_UNKNOWN(Next({{in::packetsReceived, 200}, {in::packetsLost, 10}}, 0).ratio);
  EXPECT_VALUE(NextRatio(290, 20), 0);  // 10 lost, 10 carried over
}

TEST_F(PacketLossTest, StaysWithinZeroAndOneForRandomCounters) {
  std::mt19937 engine(1);
  const auto below = [&](unsigned limit) { return static_cast<double>(engine() % limit); };
  double received = 0, lost = 0, retransmitted = 0;
  int known = 0;
  for (int i = 0; i < 3000; ++i) {
    received += below(100), lost += below(60) - 25, retransmitted += below(40);
    if (below(100) == 0) received = lost = retransmitted = 0;
    const PacketLoss loss =
        Next({{in::packetsReceived, received}, {in::packetsLost, lost}, {in::retransmittedPacketsReceived, retransmitted}});
    if (!IsKnown(loss.ratio)) continue;
    ++known;
    EXPECT_TRUE(loss.ratio >= 0 && loss.ratio <= 1) << loss.ratio;
    EXPECT_TRUE(loss.residual >= 0 && loss.residual <= loss.ratio) << loss.residual;
  }
  EXPECT_GT(known, 1000);
}

TEST_F(PacketLossTest, IsUnknownWithoutPacketsLost) {
  Next({{in::packetsReceived, 0}});
  EXPECT_UNKNOWN(Next({{in::packetsReceived, 100}}).ratio);
}

}  // namespace
}  // namespace rtc_vitals
