#include "core/forensics/freeze_groups.h"

#include <gtest/gtest.h>

#include "tests/support/test_findings.h"

namespace rtc_vitals {
namespace {

Finding Freeze(double start, double ms, const char* cause = "jitter", const char* stream = "V") {
  return TestFreeze(start, ms, cause, stream);
}

std::vector<Finding> Freezes(std::initializer_list<double> lengths) {
  std::vector<Finding> freezes;
  for (const double ms : lengths) freezes.push_back(Freeze(20'000 * static_cast<double>(freezes.size()), ms));
  return freezes;
}

TEST(FreezeGroupsTest, UpToFiveLongFreezesAreListed) {
  const std::vector<Finding> freezes = Freezes({1000, 9000, 300, 2000, 4000, 1100});
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups.size(), 1u);
  ASSERT_EQ(groups[0].listed.size(), 5u);
  EXPECT_EQ(groups[0].listed[0].start(), 0) << "in chronological order";
  EXPECT_EQ(groups[0].rest.size(), 1u);
  EXPECT_EQ(groups[0].Longest().duration_ms, 9000);
}

TEST(FreezeGroupsTest, TheLongestThreeOfMoreAreListed) {
  const std::vector<Finding> freezes = Freezes({1000, 9000, 1300, 2000, 4000, 1100});
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups[0].listed.size(), 3u);
  EXPECT_EQ(groups[0].listed[1].duration_ms(), 2000);
  EXPECT_EQ(groups[0].rest.size(), 3u);
}

TEST(FreezeGroupsTest, TheLongestOfShortFreezesIsListed) {
  const std::vector<Finding> freezes = Freezes({300, 900, 300});
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups[0].listed.size(), 1u);
  EXPECT_EQ(groups[0].listed[0].duration_ms(), 900);
}

TEST(FreezeGroupsTest, TwoFreezesWithAKnownSumAreNotOneLongFreeze) {
  std::vector<Finding> freezes = Freezes({1100, 800});
  freezes[0].count = 2;
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups[0].listed.size(), 1u);
  EXPECT_EQ(groups[0].listed[0].duration_ms(), 800);
}

TEST(FreezeGroupsTest, OneFreezeOfTheMainCauseIsListedEvenIfShorter) {
  std::vector<Finding> freezes;
  for (int i = 0; i < 6; ++i) freezes.push_back(Freeze(10'000 * i, 900));
  freezes.push_back(Freeze(70'000, 4000, "congestion"));
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].Longest().cause, "jitter");
  EXPECT_EQ(groups[0].listed.size(), 1u);
  EXPECT_EQ(groups[0].rest.size(), 5u);
  EXPECT_EQ(groups[1].listed.size(), 1u);
}

TEST(FreezeGroupsTest, StreamsThatFreezeTogetherFormOneIncident) {
  const std::vector<Finding> freezes = {Freeze(10'000, 12'000, "network-cut", "V"), Freeze(10'100, 11'500, "network-cut", "W"),
                                        Freeze(10'000, 2000, "network-cut", "X"), Freeze(10'000, 12'000, "congestion", "Y"),
                                        Freeze(22'000, 12'000, "network-cut", "V")};
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  ASSERT_EQ(groups.size(), 2u);
  ASSERT_EQ(groups[0].listed.size(), 3u) << "X stood for a part of it only";
  EXPECT_EQ(groups[0].listed[0].freezes.size() + groups[0].listed[1].freezes.size(), 3u);
  EXPECT_EQ(groups[0].frozen_ms, 37'500);
}

}  // namespace
}  // namespace rtc_vitals
