#include "core/alert/alert_rule.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace rtc_vitals {
namespace {

constexpr double kPoll = 2000;

// Feeds one sample per poll (`F` frozen, `L` live, `?` unknown) and returns the changes: `.` none, `O` opened, `R` resolved.
std::string Changes(AlertRule& rule, std::string_view pictures, double t = kPoll, double poll = kPoll) {
  std::string changes;
  for (const char c : pictures) {
    const Picture picture = c == 'F' ? Picture::kFrozen : c == 'L' ? Picture::kLive : Picture::kUnknown;
    changes += ".OR"[static_cast<int>(rule.Feed(t, picture))];
    t += poll;
  }
  return changes;
}

TEST(AlertRuleTest, OpensOnceAtTheThirdFrozenSampleAndResolvesAtALiveOne) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "LFFFFFLLFFFL"), "...O..R...OR");
}

TEST(AlertRuleTest, LiveSampleResetsTheCount) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FFLFFLFF"), "........");
  EXPECT_FALSE(rule.is_open());
}

TEST(AlertRuleTest, CountsAFrozenFirstSample) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FFF", 0), "..O");
}

TEST(AlertRuleTest, GapOverTenSecondsResetsTheCount) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FF", 0), "..");
  EXPECT_EQ(Changes(rule, "FFF", 12'001), "..O");
}

TEST(AlertRuleTest, GapOfTenSecondsKeepsTheCount) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FF", 0), "..");
  EXPECT_EQ(Changes(rule, "F", 12'000), "O");
}

TEST(AlertRuleTest, UnknownSamplesNeitherCountNorReset) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "F?F?F??L"), "....O..R");
}

TEST(AlertRuleTest, UnknownSamplesDoNotBridgeAGap) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FF?????F"), "........");
}

TEST(AlertRuleTest, SilenceDoesNotResolve) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FFF"), "..O");
  EXPECT_EQ(Changes(rule, "FF", 600'000), "..");
  EXPECT_TRUE(rule.is_open());
  EXPECT_EQ(Changes(rule, "L", 700'000), "R");
}

TEST(AlertRuleTest, IgnoresLateSamples) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FF", 10'000), "..");
  EXPECT_EQ(Changes(rule, "F", 12'000), ".");
  EXPECT_EQ(Changes(rule, "L", 11'000), ".");
  EXPECT_EQ(Changes(rule, "F", 14'000), "O");
}

TEST(AlertRuleTest, ClockSetBackResetsTheCount) {
  AlertRule rule;
  EXPECT_EQ(Changes(rule, "FF", 3'600'000), "..");
  EXPECT_EQ(Changes(rule, "FFF"), "..O");
}

TEST(AlertRuleTest, RestoredAlertIsNotOpenedAgain) {
  AlertRule rule;
  rule.Restore(0);
  EXPECT_TRUE(rule.is_open());
  EXPECT_EQ(Changes(rule, "FFFL"), "...R");
}

TEST(AlertRuleTest, RestoredAlertIsNotResolvedByALateSample) {
  AlertRule rule;
  rule.Restore(10'000);
  EXPECT_EQ(Changes(rule, "L", 8000), ".");
  EXPECT_EQ(Changes(rule, "L", 12'000), "R");
}

TEST(AlertRuleTest, UsesItsParameters) {
  AlertRule rule({.frozen_to_open = 1, .max_gap_ms = 10'000});
  EXPECT_EQ(Changes(rule, "FL"), "OR");
}

TEST(AlertRuleTest, OpeningsAndResolutionsAlternate) {
  std::mt19937 random(1);
  AlertRule rule;
  double t = 0;
  bool open = false;
  int opened = 0;
  for (int i = 0; i < 100'000; ++i) {
    t += static_cast<double>(random() % 13'000) - 500;
    const AlertChange change = rule.Feed(t, static_cast<Picture>(static_cast<int>(random() % 3) - 1));
    if (change != AlertChange::kNone) {
      EXPECT_EQ(change == AlertChange::kOpened, !open);
      open = !open;
      opened += open;
    }
    ASSERT_EQ(rule.is_open(), open);
  }
  EXPECT_GT(opened, 1000);
}

}  // namespace
}  // namespace rtc_vitals
