#include "core/report/stats_report.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/seam/labels.h"
#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
using stat::Type;

class StatsReportTest : public testing::Test {
 protected:
  bool Assign(std::vector<TestRow> rows, std::initializer_list<double> stray = {}) {
    data_.clear();
    for (const TestRow& row : rows) data_.insert(data_.end(), row.data().begin(), row.data().end());
    data_.insert(data_.end(), stray);
    return report_.Assign(data_.data(), data_.size(), labels_);
  }

  Labels labels_;
  std::vector<double> data_;
  StatsReport report_;
};

TEST_F(StatsReportTest, FindsObjectsByTypeInOrderAndById) {
  EXPECT_TRUE(Assign({{Type::codec, 9, 0, {}}, {Type::inbound_rtp, 4, 0, {}}, {Type::inbound_rtp, 2, 0, {}}}));
  ASSERT_EQ(report_.Of(Type::inbound_rtp).size(), 2u);
  EXPECT_EQ(report_.Of(Type::inbound_rtp)[0].id(), 4);
  EXPECT_EQ(report_.Of(Type::inbound_rtp)[1].id(), 2);
  EXPECT_TRUE(report_.Find(9));
  EXPECT_TRUE(report_.Find(9, Type::codec));
  EXPECT_FALSE(report_.Find(9, Type::track));
  EXPECT_EQ(report_.Only(Type::codec).id(), 9);
  EXPECT_FALSE(report_.Only(Type::transport));
}

TEST_F(StatsReportTest, FindsNothingForInvalidIds) {
  Assign({{Type::codec, 9, 0, {}}});
  for (int id : {0, -1, 8, 10, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()}) EXPECT_FALSE(report_.Find(id)) << id;
}

TEST_F(StatsReportTest, AssignReplacesThePreviousReport) {
  Assign({{Type::codec, 9, 0, {}}, {Type::transport, 3, 0, {}}});
  Assign({{Type::transport, 4, 0, {}}});
  EXPECT_FALSE(report_.Find(9));
  EXPECT_FALSE(report_.Find(3));
  EXPECT_EQ(report_.Of(Type::transport).size(), 1u);
  EXPECT_TRUE(Assign({}));
  EXPECT_TRUE(report_.Of(Type::transport).empty());
}

TEST_F(StatsReportTest, KeepsTheFirstOfTwoObjectsWithTheSameId) {
  Assign({{Type::inbound_rtp, 4, 1, {}}, {Type::inbound_rtp, 4, 2, {}}});
  ASSERT_EQ(report_.Of(Type::inbound_rtp).size(), 1u);
  EXPECT_EQ(report_.Find(4).timestamp(), 1);
}

TEST_F(StatsReportTest, SkipsObjectsWithoutIdExceptTheHost) {
  EXPECT_TRUE(Assign({{Type::host, 0, 1, {}}, {Type::inbound_rtp, 0, 1, {}}}));
  EXPECT_TRUE(report_.Only(Type::host));
  EXPECT_TRUE(report_.Of(Type::inbound_rtp).empty());
}

TEST_F(StatsReportTest, StopsAtAnInvalidType) {
  for (double type : {-1., 0.5, static_cast<double>(stat::kTypeCount), 1e300, kUnknown}) {
    EXPECT_FALSE(Assign({{Type::codec, 9, 0, {}}}, {type, 1, 2, 3})) << type;
    EXPECT_TRUE(report_.Find(9)) << "the rows before it are kept";
  }
}

TEST_F(StatsReportTest, DropsATruncatedRow) {
  EXPECT_FALSE(Assign({{Type::codec, 9, 0, {}}}, {static_cast<double>(Type::inbound_rtp), 3, 0, 1, 2}));
  EXPECT_TRUE(report_.Find(9));
  EXPECT_FALSE(report_.Find(3));
}

TEST_F(StatsReportTest, SkipsRowsWithInvalidIds) {
  for (double id : {-1., 2.5, 1e9, 1e300, kUnknown}) {
    TestRow odd(Type::inbound_rtp, 1, 0, {});
    odd.row().data()[stat::kRowId] = id;
    EXPECT_TRUE(Assign({odd, {Type::codec, 9, 0, {}}})) << id;
    EXPECT_TRUE(report_.Of(Type::inbound_rtp).empty()) << id;
    EXPECT_TRUE(report_.Find(9)) << id;
  }
}

TEST_F(StatsReportTest, TreatsInfiniteValuesAsUnknown) {
  const double infinity = std::numeric_limits<double>::infinity();
  Assign({{Type::inbound_rtp, 4, infinity, {{in::bytesReceived, infinity}, {in::jitter, -infinity}, {in::framesDecoded, 5}}}});
  const Row row = report_.Find(4);
  EXPECT_UNKNOWN(row.timestamp());
  EXPECT_UNKNOWN(row[in::bytesReceived]);
  EXPECT_UNKNOWN(row[in::jitter]);
  EXPECT_VALUE(row[in::framesDecoded], 5);
}

TEST_F(StatsReportTest, IgnoresInvalidReferences) {
  for (double id : {-5., 1e10, 1e300, -1e300}) {
    Assign({{Type::inbound_rtp, 4, 0, {{in::codecId, id}}}});
    EXPECT_EQ(report_.Find(4).Ref(in::codecId), 0) << id;
  }
}

TEST_F(StatsReportTest, FindsAddedObjectsUntilTheNextReport) {
  Assign({{Type::inbound_rtp, 4, 1, {}}});
  const Row added = report_.Add(Type::remote_inbound_rtp, 70'000, 5);
  EXPECT_EQ(report_.Find(70'000).data(), added.data());
  EXPECT_UNKNOWN(added[stat::remote_inbound_rtp::packetsLost]);
  const Row part = report_.AddPartOf(report_.Find(4), Type::media_source);
  EXPECT_EQ(part.id(), 4);
  EXPECT_EQ(part.timestamp(), 1);
  EXPECT_EQ(report_.Of(Type::media_source).size(), 1u);
  EXPECT_EQ(report_.Find(4).type(), Type::inbound_rtp) << "a part has no id of its own";
  Assign({});
  EXPECT_FALSE(report_.Find(70'000));
}

TEST_F(StatsReportTest, DoesNotFindRemovedObjects) {
  Assign({{Type::inbound_rtp, 4, 1, {}}, {Type::inbound_rtp, 5, 1, {}}});
  report_.Remove(report_.Find(4));
  EXPECT_FALSE(report_.Find(4));
  ASSERT_EQ(report_.Of(Type::inbound_rtp).size(), 1u);
  EXPECT_EQ(report_.Of(Type::inbound_rtp)[0].id(), 5);
}

}  // namespace
}  // namespace rtc_vitals
