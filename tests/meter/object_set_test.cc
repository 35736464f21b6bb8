#include "core/meter/object_set.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
using stat::Type;

class ObjectSetTest : public testing::Test {
 protected:
  static TestRow Video(int id, double ssrc, double frames) {
    return {Type::inbound_rtp, id, 0, {{in::ssrc, ssrc}, {in::framesDecoded, frames}}};
  }
  double Decoded(int id) const {
    const TrackedObject* object = polls_.Object(Type::inbound_rtp, id);
    return object ? object->interval.Delta(in::framesDecoded) : kUnknown;
  }

  TestObjects polls_;
};

TEST_F(ObjectSetTest, MatchesObjectsById) {
  polls_.Poll(1000, {Video(1, 7, 100), Video(2, 8, 500)});
  EXPECT_UNKNOWN(Decoded(1));
  polls_.Poll(2000, {Video(2, 8, 515), Video(1, 7, 130)});
  EXPECT_VALUE(Decoded(1), 30);
  EXPECT_VALUE(Decoded(2), 15);
  EXPECT_EQ(polls_.objects().objects().size(), 2u);
}

// Firefox reuses the id of an m-line.
TEST_F(ObjectSetTest, NewSsrcUnderTheSameIdIsANewStream) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  polls_.Poll(2000, {Video(1, 9, 130)});
  EXPECT_UNKNOWN(Decoded(1));
  polls_.Poll(3000, {Video(1, 9, 160)});
  EXPECT_VALUE(Decoded(1), 30);
}

TEST_F(ObjectSetTest, StreamWithoutSsrcIsNotTheOneThatHasIt) {
  polls_.Poll(1000, {Video(1, kUnknown, 100)});
  polls_.Poll(2000, {Video(1, kUnknown, 130)});
  EXPECT_VALUE(Decoded(1), 30);
  polls_.Poll(3000, {Video(1, 7, 160)});
  EXPECT_UNKNOWN(Decoded(1));
  polls_.Poll(4000, {Video(1, 7, 190)});
  EXPECT_VALUE(Decoded(1), 30);
}

// Chrome's ids contain the transport, which can change.
TEST_F(ObjectSetTest, NewIdOfTheSameSsrcContinuesTheStreamIfNoCounterDecreases) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  const TrackedObject* before = polls_.Object(Type::inbound_rtp, 1);
  polls_.Poll(2000, {Video(2, 7, 130)});
  EXPECT_VALUE(Decoded(2), 30);
  EXPECT_EQ(polls_.Object(Type::inbound_rtp, 2), before);
  EXPECT_EQ(polls_.Object(Type::inbound_rtp, 1), nullptr);
  polls_.Poll(3000, {Video(3, 7, 20)});
  EXPECT_UNKNOWN(Decoded(3));
}

TEST_F(ObjectSetTest, NewIdBesideTheOldOneIsAnotherStream) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  polls_.Poll(2000, {Video(1, 7, 115), Video(2, 7, 130)});
  EXPECT_VALUE(Decoded(1), 15);
  EXPECT_UNKNOWN(Decoded(2));
}

TEST_F(ObjectSetTest, ObjectThatReturnsContinues) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  polls_.Poll(2000, {});
  EXPECT_EQ(polls_.Object(Type::inbound_rtp, 1), nullptr) << "it is not in this report";
  polls_.Poll(3000, {Video(1, 7, 160)});
  EXPECT_VALUE(Decoded(1), 60);
}

TEST_F(ObjectSetTest, ObjectThatReturnsFromZeroRestarts) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  polls_.Poll(2000, {});
  polls_.Poll(3000, {Video(1, 7, 5)});
  EXPECT_UNKNOWN(Decoded(1));
  polls_.Poll(4000, {Video(1, 7, 35)});
  EXPECT_VALUE(Decoded(1), 30);
}

TEST_F(ObjectSetTest, ForgetsAbsentObjectsAfterAWhile) {
  for (const unsigned absent : {ObjectSet::kMemoryPolls, ObjectSet::kMemoryPolls + 1}) {
    TestObjects polls;
    polls.Poll(0, {Video(1, 7, 100)});
    double ms = 0;
    for (unsigned i = 0; i < absent; ++i) polls.Poll(ms += 100, {});
    EXPECT_EQ(polls.objects().objects().size(), absent > ObjectSet::kMemoryPolls ? 0u : 1u) << absent;
  }
}

TEST_F(ObjectSetTest, SameIdOfAnotherTypeIsAnotherObject) {
  polls_.Poll(1000, {{Type::inbound_rtp, 1, 0, {{in::ssrc, 7}}}});
  polls_.Poll(2000, {{Type::outbound_rtp, 1, 0, {{stat::outbound_rtp::ssrc, 7}}}});
  EXPECT_EQ(polls_.Object(Type::inbound_rtp, 1), nullptr);
  EXPECT_TRUE(polls_.Object(Type::outbound_rtp, 1));
}

TEST_F(ObjectSetTest, ForgottenIdIsANewObject) {
  polls_.Poll(1000, {Video(1, 7, 100)});
  polls_.objects().ForgetId(1);
  polls_.Poll(2000, {Video(1, 7, 130)});
  EXPECT_UNKNOWN(Decoded(1));
}

TEST_F(ObjectSetTest, DoesNotGrowUnderChurn) {
  for (int i = 1; i <= 2000; ++i) polls_.Poll(1000 * i, {Video(i, i, 1)});
  EXPECT_LE(polls_.objects().objects().size(), ObjectSet::kMemoryPolls + 1);
}

// Their timestamps are arrival times, which are independent of the polls.
TEST_F(ObjectSetTest, DoesNotCompareRemoteReportsWithThePagesClock) {
  StatsReport report;
  ObjectSet objects;
  double ms = 0;
  for (double arrival : {1000., 6000.}) {
    TestRow row(Type::remote_inbound_rtp, 1, arrival, {{stat::remote_inbound_rtp::packetsLost, arrival}});
    std::vector<double> data = row.data();
    report.Assign(data.data(), data.size(), polls_.labels);
    objects.BeginPoll(report, ms += 1000, IntervalParameters());
    objects.Advance(report.Only(Type::remote_inbound_rtp), 3, SampleKind::kCount, [] { return std::make_unique<TrackedObject>(); });
  }
  EXPECT_VALUE(objects.Current(Type::remote_inbound_rtp, 1)->interval.Delta(stat::remote_inbound_rtp::packetsLost), 5000);
}

}  // namespace
}  // namespace rtc_vitals
