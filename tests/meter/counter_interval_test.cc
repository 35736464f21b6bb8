#include "core/meter/counter_interval.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

class CounterIntervalTest : public testing::Test {
 protected:
  // The interval to the next row. `perf` is performance.now() at that row.
  CounterInterval Next(double timestamp, double perf, std::initializer_list<MemberValue> members) {
    TestRow row(stat::Type::inbound_rtp, 1, timestamp, members);
    return history_.Advance(row.row(), perf, IntervalParameters());
  }
  CounterInterval Next(double timestamp, std::initializer_list<MemberValue> members) { return Next(timestamp, kUnknown, members); }

  CounterHistory history_;
};

TEST_F(CounterIntervalTest, FirstRowHasNoDeltas) {
  const CounterInterval first = Next(1000, {{in::bytesReceived, 5000}});
  EXPECT_FALSE(first.valid());
  EXPECT_UNKNOWN(first.Delta(in::bytesReceived));
  EXPECT_UNKNOWN(first.PerSecond(in::bytesReceived));
  EXPECT_UNKNOWN(first.Mean(in::totalDecodeTime, in::framesDecoded));
  EXPECT_UNKNOWN(CounterInterval().Delta(in::bytesReceived));
}

TEST_F(CounterIntervalTest, RatesUseTheTimestampsOfTheObject) {
  Next(1000, 1, {{in::bytesReceived, 5000}, {in::totalDecodeTime, 1}, {in::framesDecoded, 100}});
  const CounterInterval interval = Next(3000, 2001, {{in::bytesReceived, 9000}, {in::totalDecodeTime, 1.5}, {in::framesDecoded, 150}});
  EXPECT_VALUE(interval.ms(), 2000);
  EXPECT_VALUE(interval.seconds(), 2);
  EXPECT_VALUE(interval.Delta(in::bytesReceived), 4000);
  EXPECT_VALUE(interval.PerSecond(in::bytesReceived), 2000);
  EXPECT_VALUE(interval.Mean(in::totalDecodeTime, in::framesDecoded), 0.01);
}

TEST_F(CounterIntervalTest, MeanOverNothingIsUnknown) {
  Next(1000, {{in::totalDecodeTime, 1}, {in::framesDecoded, 100}});
  EXPECT_UNKNOWN(Next(2000, {{in::totalDecodeTime, 2}, {in::framesDecoded, 100}}).Mean(in::totalDecodeTime, in::framesDecoded));
}

TEST_F(CounterIntervalTest, DeltaIsUnknownIfEitherRowLacksTheMember) {
  Next(1000, {{in::framesDecoded, 100}});
  const CounterInterval appeared = Next(2000, {{in::framesDecoded, 110}, {in::qpSum, 50}});
  EXPECT_UNKNOWN(appeared.Delta(in::qpSum));
  EXPECT_VALUE(appeared.Delta(in::framesDecoded), 10);
  EXPECT_UNKNOWN(Next(3000, {{in::framesDecoded, 120}}).Delta(in::qpSum));
}

TEST_F(CounterIntervalTest, DeltaFromZeroCountsANewCounterFromZero) {
  Next(1000, {{in::packetsReceived, 100}});
  const CounterInterval appeared = Next(2000, {{in::packetsReceived, 200}, {in::retransmittedPacketsReceived, 3}});
  EXPECT_VALUE(appeared.DeltaFromZero(in::retransmittedPacketsReceived, in::packetsReceived), 3);
  const CounterInterval next = Next(3000, {{in::packetsReceived, 300}, {in::retransmittedPacketsReceived, 7}});
  EXPECT_VALUE(next.DeltaFromZero(in::retransmittedPacketsReceived, in::packetsReceived), 4);
  const CounterInterval restarted =
      Next(4000, {{in::packetsReceived, 0}, {in::retransmittedPacketsReceived, 9}, {in::fecPacketsReceived, 9}});
  EXPECT_UNKNOWN(restarted.DeltaFromZero(in::fecPacketsReceived, in::packetsReceived));
  EXPECT_UNKNOWN(CounterInterval().DeltaFromZero(in::fecPacketsReceived, in::packetsReceived));
}

// libwebrtc answers from a cache for 50 ms.
TEST_F(CounterIntervalTest, RepeatedTimestampIsNotAnInterval) {
  Next(1000, {{in::bytesReceived, 5000}});
  const CounterInterval repeated = Next(1000, {{in::bytesReceived, 5000}});
  EXPECT_TRUE(repeated.repeated());
  EXPECT_FALSE(repeated.valid());
  const CounterInterval next = Next(2000, {{in::bytesReceived, 6000}});
  EXPECT_FALSE(next.repeated());
  EXPECT_VALUE(next.Delta(in::bytesReceived), 1000);
}

TEST_F(CounterIntervalTest, DecreasedTimestampRestarts) {
  Next(10'000, {{in::bytesReceived, 5000}});
  EXPECT_UNKNOWN(Next(9000, {{in::bytesReceived, 6000}}).Delta(in::bytesReceived));
  EXPECT_VALUE(Next(10'000, {{in::bytesReceived, 7000}}).Delta(in::bytesReceived), 1000);
}

TEST_F(CounterIntervalTest, SleepIsNotAnInterval) {
  Next(0, {{in::bytesReceived, 1000}});
  EXPECT_VALUE(Next(30'000, {{in::bytesReceived, 2000}}).Delta(in::bytesReceived), 1000);
  EXPECT_UNKNOWN(Next(60'001, {{in::bytesReceived, 3000}}).Delta(in::bytesReceived));
  EXPECT_VALUE(Next(61'001, {{in::bytesReceived, 4000}}).PerSecond(in::bytesReceived), 1000);
}

TEST_F(CounterIntervalTest, DetectsAStepOfTheStatsClockByTheOtherClock) {
  Next(1000, 100, {{in::bytesReceived, 1000}});
  EXPECT_UNKNOWN(Next(6000, 2100, {{in::bytesReceived, 2000}}).Delta(in::bytesReceived));  // 5 s by the stats, 2 s by the page
  EXPECT_VALUE(Next(8000, 4100, {{in::bytesReceived, 3000}}).Delta(in::bytesReceived), 1000);
  EXPECT_UNKNOWN(Next(8100, 6100, {{in::bytesReceived, 4000}}).Delta(in::bytesReceived));  // set back by 1.9 s
}

TEST_F(CounterIntervalTest, ToleratesSmallOrProportionalClockDifferences) {
  Next(0, 0, {{in::bytesReceived, 1000}});
  EXPECT_VALUE(Next(2900, 2000, {{in::bytesReceived, 2000}}).Delta(in::bytesReceived), 1000);  // 0.9 s
  EXPECT_VALUE(Next(12'900, 9000, {{in::bytesReceived, 3000}}).Delta(in::bytesReceived), 1000);  // 3 s in 7 s: a slow poll
}

TEST_F(CounterIntervalTest, DecreasedCounterMakesAllDeltasUnknown) {
  Next(1000, {{in::bytesReceived, 5000}, {in::framesDecoded, 100}, {in::freezeCount, 2}});
  const CounterInterval restarted = Next(2000, {{in::bytesReceived, 100}, {in::framesDecoded, 110}, {in::freezeCount, 3}});
  EXPECT_TRUE(restarted.restarted());
  EXPECT_UNKNOWN(restarted.Delta(in::bytesReceived));
  EXPECT_UNKNOWN(restarted.Delta(in::framesDecoded));
  EXPECT_UNKNOWN(restarted.Delta(in::freezeCount));
  EXPECT_VALUE(Next(3000, {{in::bytesReceived, 150}}).Delta(in::bytesReceived), 50);
}

// libwebrtc re-creates its VideoQualityObserver when the content type flips.
TEST_F(CounterIntervalTest, GroupRestartsWithoutTheObject) {
  Next(1000, {{in::framesDecoded, 100}, {in::freezeCount, 2}, {in::totalInterFrameDelay, 9}, {in::qpSum, 40}});
  const CounterInterval flipped =
      Next(2000, {{in::framesDecoded, 130}, {in::freezeCount, 2}, {in::totalInterFrameDelay, 1}, {in::qpSum, 50}});
  EXPECT_FALSE(flipped.restarted());
  EXPECT_TRUE(flipped.Restarted(stat::kQuality));
  EXPECT_FALSE(flipped.Restarted(stat::kQp));
  EXPECT_UNKNOWN(flipped.Delta(in::freezeCount));  // this counter itself did not decrease
  EXPECT_UNKNOWN(flipped.Delta(in::totalInterFrameDelay));
  EXPECT_VALUE(flipped.Delta(in::framesDecoded), 30);
  EXPECT_VALUE(flipped.Delta(in::qpSum), 10);
}

TEST_F(CounterIntervalTest, PacketsLostMayDecrease) {
  Next(1000, {{in::packetsLost, 20}, {in::packetsReceived, 100}});
  const CounterInterval interval = Next(2000, {{in::packetsLost, 12}, {in::packetsReceived, 200}});
  EXPECT_FALSE(interval.restarted());
  EXPECT_VALUE(interval.Delta(in::packetsLost), -8);
  EXPECT_VALUE(interval.Delta(in::packetsReceived), 100);
}

TEST_F(CounterIntervalTest, PacketCounterWrapsAt32Bits) {
  Next(1000, {{in::packetsReceived, 4'294'967'290.0}, {in::bytesReceived, 1}});
  const CounterInterval wrapped = Next(2000, {{in::packetsReceived, 34}, {in::bytesReceived, 2}});
  EXPECT_FALSE(wrapped.restarted());
  EXPECT_VALUE(wrapped.Delta(in::packetsReceived), 40);
}

TEST_F(CounterIntervalTest, ByteCountersAndSmallDecreasesAreNotAWrap) {
  Next(1000, {{in::bytesReceived, 4'294'967'290.0}});
  EXPECT_TRUE(Next(2000, {{in::bytesReceived, 34}}).restarted()) << "bytes are counted in 64 bits";
  Next(3000, {{in::packetsReceived, 2'147'483'647.0}});
  EXPECT_TRUE(Next(4000, {{in::packetsReceived, 34}}).restarted()) << "the lower half does not wrap";
}

TEST_F(CounterIntervalTest, UnknownTimestampIsNotAnInterval) {
  Next(1000, {{in::bytesReceived, 1}});
  EXPECT_UNKNOWN(Next(kUnknown, {{in::bytesReceived, 2}}).Delta(in::bytesReceived));
  EXPECT_UNKNOWN(Next(3000, {{in::bytesReceived, 3}}).Delta(in::bytesReceived));
  EXPECT_VALUE(Next(4000, {{in::bytesReceived, 4}}).Delta(in::bytesReceived), 1);
}

TEST_F(CounterIntervalTest, RatesAreNeverNegative) {
  std::mt19937 engine(1);
  const auto number = [&] { return engine() % 5 ? static_cast<double>(engine() % 1000) : kUnknown; };
  int known = 0;
  for (int i = 1; i <= 3000; ++i) {
    const double packets = engine() % 50 ? number() : 4e9;
    const CounterInterval interval =
        Next(1000 * i, {{in::bytesReceived, number()}, {in::packetsReceived, packets}, {in::freezeCount, number()}, {in::qpSum, number()}});
    for (int member : {in::bytesReceived, in::packetsReceived, in::freezeCount, in::qpSum}) {
      if (!IsKnown(interval.PerSecond(member))) continue;
      ++known;
      EXPECT_GE(interval.PerSecond(member), 0);
    }
  }
  EXPECT_GT(known, 1000);
}

TEST(ContinuesTest, IsTrueOnlyIfNoCounterDecreases) {
  TestRow before(stat::Type::inbound_rtp, 1, 0, {{in::bytesReceived, 100}, {in::packetsLost, 5}, {in::jitter, 9}});
  TestRow further(stat::Type::inbound_rtp, 2, 0, {{in::bytesReceived, 100}, {in::packetsLost, 2}, {in::jitter, 1}, {in::framesDecoded, 7}});
  TestRow restarted(stat::Type::inbound_rtp, 2, 0, {{in::bytesReceived, 99}});
  EXPECT_TRUE(Continues(before.row(), further.row()));
  EXPECT_FALSE(Continues(before.row(), restarted.row()));
}

}  // namespace
}  // namespace rtc_vitals
