#include "core/seam/row.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

TEST(RowTest, ReadsHeaderAndMembers) {
  TestRow made(stat::Type::inbound_rtp, 5, 1234.5, {{in::bytesReceived, 900}, {in::codecId, 17}});
  const Row row = made.row();
  EXPECT_TRUE(row);
  EXPECT_EQ(row.type(), stat::Type::inbound_rtp);
  EXPECT_EQ(row.id(), 5);
  EXPECT_EQ(row.timestamp(), 1234.5);
  EXPECT_EQ(row[in::bytesReceived], 900);
  EXPECT_EQ(row.Ref(in::codecId), 17);
  EXPECT_EQ(static_cast<std::size_t>(row.size()), made.data().size());
}

TEST(RowTest, AbsentMemberIsUnknown) {
  TestRow made(stat::Type::inbound_rtp, 5, 0, {});
  EXPECT_UNKNOWN(made.row()[in::bytesReceived]);
  EXPECT_EQ(made.row().Ref(in::codecId), 0);
}

TEST(RowTest, DefaultRowIsEmpty) {
  const Row none;
  EXPECT_FALSE(none);
  EXPECT_UNKNOWN(none.timestamp());
  EXPECT_UNKNOWN(none[in::bytesReceived]);
  EXPECT_EQ(none.Ref(in::codecId), 0);
}

}  // namespace
}  // namespace rtc_vitals
