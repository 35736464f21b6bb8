#include "core/meter/selected_pair.h"

#include <gtest/gtest.h>

#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace pair = stat::candidate_pair;

constexpr int kT1 = 1, kT2 = 2, kA = 11, kB = 12, kC = 13;

class SelectedPairTest : public testing::Test {
 protected:
  TestRow Transport(int id, int selected) { return {stat::Type::transport, id, 0, {{stat::transport::selectedCandidatePairId, selected}}}; }
  // A nominated pair that succeeded.
  TestRow Pair(int id, int transport, double bytes, std::initializer_list<MemberValue> more = {}) {
    TestRow row(stat::Type::candidate_pair, id, 0,
                {{pair::transportId, transport}, {pair::bytesSent, bytes}, {pair::nominated, 1}, {pair::state, polls_.labels.succeeded}});
    for (const MemberValue& member : more) row.row().Set(member.member, member.value);
    return row;
  }
  std::vector<int> Selected() {
    std::vector<int> ids;
    for (const TrackedObject* object : SelectedPairs(polls_.report(), polls_.objects(), polls_.labels.succeeded)) ids.push_back(object->id);
    return ids;
  }

  TestObjects polls_;
};

TEST_F(SelectedPairTest, IsNamedByTheTransport) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000), Pair(kB, kT1, 5, {{pair::nominated, 0}}), Transport(kT1, kB)});
  EXPECT_EQ(Selected(), std::vector<int>{kB});
}

TEST_F(SelectedPairTest, EveryTransportNamesItsOwn) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000), Pair(kB, kT2, 5), Transport(kT1, kA), Transport(kT2, kB)});
  EXPECT_EQ(Selected(), (std::vector<int>{kA, kB}));
}

// Before 153.
TEST_F(SelectedPairTest, IsMarkedByFirefox) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000, {{pair::selected, 0}}), Pair(kB, kT1, 5, {{pair::selected, 1}})});
  EXPECT_EQ(Selected(), std::vector<int>{kB});
}

TEST_F(SelectedPairTest, IgnoresATransportThatNamesAMissingPair) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000), Transport(kT1, kC)});
  EXPECT_EQ(Selected(), std::vector<int>{kA});
}

TEST_F(SelectedPairTest, IsTheMoreActiveOfTwoNominatedPairs) {
  polls_.Poll(1000, {Pair(kA, kT1, 15'627), Pair(kB, kT1, 0)});
  EXPECT_EQ(Selected(), std::vector<int>{kA}) << "only their totals are known so far";
  polls_.Poll(2000, {Pair(kA, kT1, 15'627), Pair(kB, kT1, 2000)});
  EXPECT_EQ(Selected(), std::vector<int>{kB});
}

TEST_F(SelectedPairTest, CountsReceivedBytesAsActivity) {
  polls_.Poll(1000, {Pair(kA, kT1, 500, {{pair::bytesReceived, 0}}), Pair(kB, kT1, 0, {{pair::bytesReceived, 0}})});
  polls_.Poll(2000, {Pair(kA, kT1, 1500, {{pair::bytesReceived, 0}}), Pair(kB, kT1, 100, {{pair::bytesReceived, 2000}})});
  EXPECT_EQ(Selected(), std::vector<int>{kB});
}

TEST_F(SelectedPairTest, IsTheMostRecentlyHeardIfActivityIsEqual) {
  polls_.Poll(1000, {Pair(kA, kT1, 100, {{pair::lastPacketReceivedTimestamp, 500}}),
                     Pair(kB, kT1, 50, {{pair::lastPacketReceivedTimestamp, 600}})});
  EXPECT_EQ(Selected(), std::vector<int>{kB});
}

TEST_F(SelectedPairTest, IgnoresPairsThatAreNotNominatedOrFailed) {
  polls_.Poll(1000,
              {Pair(kA, kT1, 9000, {{pair::nominated, 0}}), Pair(kB, kT1, 8000, {{pair::state, polls_.labels.failed}}), Pair(kC, kT1, 1)});
  EXPECT_EQ(Selected(), std::vector<int>{kC});
  polls_.Poll(2000, {Pair(kA, kT1, 9000, {{pair::nominated, 0}})});
  EXPECT_TRUE(Selected().empty());
}

TEST_F(SelectedPairTest, EachTransportHasOneWithoutBundle) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000), Pair(kB, kT2, 8000), Pair(kC, kT2, 8001)});
  EXPECT_EQ(Selected(), (std::vector<int>{kA, kC}));
}

TEST_F(SelectedPairTest, BusiestPairIsTheMostActiveNow) {
  polls_.Poll(1000, {Pair(kA, kT1, 9000), Pair(kB, kT2, 0), Transport(kT1, kA), Transport(kT2, kB)});
  polls_.Poll(2000, {Pair(kA, kT1, 9100), Pair(kB, kT2, 700), Transport(kT1, kA), Transport(kT2, kB)});
  const TrackedObject* busiest = BusiestPair(SelectedPairs(polls_.report(), polls_.objects(), polls_.labels.succeeded));
  ASSERT_TRUE(busiest);
  EXPECT_EQ(busiest->id, kB);
  EXPECT_EQ(BusiestPair({}), nullptr);
}

}  // namespace
}  // namespace rtc_vitals
