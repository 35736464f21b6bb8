#include "core/seam/string_table.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(StringTableTest, AssignsDenseNumbersFromOne) {
  StringTable table;
  EXPECT_EQ(table.Intern("a"), 1);
  EXPECT_EQ(table.Intern("b"), 2);
  EXPECT_EQ(table.Intern("a"), 1);
  EXPECT_EQ(table.Text(2), "b");
}

TEST(StringTableTest, MapsEmptyTextToZero) {
  StringTable table;
  EXPECT_EQ(table.Intern(""), 0);
  EXPECT_EQ(table.Text(0), "");
  EXPECT_FALSE(table.Has(0));
}

TEST(StringTableTest, IgnoresUnassignedNumbers) {
  StringTable table;
  table.Intern("a");
  for (int number : {-1, 2, 1 << 30}) {
    EXPECT_FALSE(table.Has(number)) << number;
    EXPECT_EQ(table.Text(number), "") << number;
    table.Touch(number, 7);
  }
}

TEST(StringTableTest, ReleasesUntouchedStrings) {
  StringTable table;
  const int old = table.Add("old"), kept = table.Add("kept");
  table.Touch(old, 9);
  table.Touch(kept, 10);
  List<int> released;
  table.ReleaseIdle(10, released);
  ASSERT_EQ(released.size(), 1u);
  EXPECT_EQ(released[0], old);
  EXPECT_FALSE(table.Has(old));
  EXPECT_EQ(table.Text(old), "");
  EXPECT_EQ(table.Text(kept), "kept");
  table.ReleaseIdle(10, released);
  EXPECT_EQ(released.size(), 1u) << "each number is released once";
}

TEST(StringTableTest, ReusesReleasedNumbers) {
  StringTable table;
  table.Add("a");
  List<int> released;
  table.ReleaseIdle(1, released);
  EXPECT_EQ(table.Intern("b"), 1);
  EXPECT_EQ(table.Text(1), "b");
  EXPECT_EQ(table.Intern("a"), 2) << "the released text is forgotten";
}

TEST(StringTableTest, DoesNotGrowUnderChurn) {
  StringTable table;
  List<int> released;
  for (unsigned now = 1; now <= 10'000; ++now) {
    const int number = table.Add("stream " + std::to_string(now));
    table.Touch(number, now);
    table.ReleaseIdle(now, released);
    EXPECT_LE(number, 2);
  }
  EXPECT_EQ(released.size(), 9'999u);
}

TEST(StringTableTest, MapsNewTextsBeyondTheLimitToOther) {
  StringTable table(3);
  const int other = table.Intern("other");
  table.Intern("a");
  table.Intern("b");
  EXPECT_EQ(table.Intern("c"), other);
  EXPECT_EQ(table.Intern("d"), other);
  EXPECT_EQ(table.Text(table.Intern("a")), "a") << "known texts keep their number";
}

TEST(StringTableTest, HasRoomForOtherBeyondTheLimit) {
  StringTable table(1);
  table.Intern("a");
  EXPECT_EQ(table.Text(table.Intern("b")), "other");
}

}  // namespace
}  // namespace rtc_vitals
