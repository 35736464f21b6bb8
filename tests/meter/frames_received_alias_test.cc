#include "core/meter/frames_received_alias.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr int kFrames = 15;

// Both totals the same for so many intervals.
FramesReceivedAlias EqualFor(int intervals) {
  FramesReceivedAlias alias;
  for (int i = 0; i <= intervals; ++i) alias.Update(kFrames * i, kFrames * i, i ? kFrames : kUnknown);
  return alias;
}

TEST(FramesReceivedAliasTest, TenEqualIntervalsMakeACopy) {
  EXPECT_FALSE(EqualFor(FramesReceivedAlias::kEqualIntervals - 1).detected());
  EXPECT_TRUE(EqualFor(FramesReceivedAlias::kEqualIntervals).detected());
}

TEST(FramesReceivedAliasTest, OneDifferenceEverMakesItReal) {
  FramesReceivedAlias alias;
  alias.Update(16, 15, 15);
  for (int i = 2; i < 50; ++i) alias.Update(kFrames * i, kFrames * i, kFrames);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, ADifferenceAfterwardsTakesTheVerdictBack) {
  FramesReceivedAlias alias = EqualFor(20);
  alias.Update(400, 399, kFrames);
  EXPECT_FALSE(alias.detected());
  for (int i = 0; i < 20; ++i) alias.Update(500 + i, 500 + i, 1);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, IntervalsWithoutFramesDoNotCount) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 100; ++i) alias.Update(kFrames, kFrames, 0);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, AnUnknownIntervalStartsTheCountAnew) {
  FramesReceivedAlias alias = EqualFor(9);
  alias.Update(150, 150, kUnknown);
  alias.Update(165, 165, kFrames);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, WithoutTheCountersNothingIsConcluded) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 20; ++i) alias.Update(kUnknown, kFrames * i, kFrames);
  EXPECT_FALSE(alias.detected());
}

}  // namespace
}  // namespace rtc_vitals
