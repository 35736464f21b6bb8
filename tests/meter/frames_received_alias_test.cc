#include "core/meter/frames_received_alias.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr int kFrames = 15;

// Both totals are equal for `intervals` intervals.
FramesReceivedAlias EqualFor(int intervals) {
  FramesReceivedAlias alias;
  for (int i = 0; i <= intervals; ++i) alias.Update(kFrames * i, kFrames * i, kUnknown, i ? kFrames : kUnknown);
  return alias;
}

TEST(FramesReceivedAliasTest, DetectsACopyAfterTenEqualIntervals) {
  EXPECT_FALSE(EqualFor(FramesReceivedAlias::kEqualIntervals - 1).detected());
  EXPECT_TRUE(EqualFor(FramesReceivedAlias::kEqualIntervals).detected());
}

TEST(FramesReceivedAliasTest, OneDifferenceRulesOutACopy) {
  FramesReceivedAlias alias;
  alias.Update(16, 15, kUnknown, 15);
  for (int i = 2; i < 50; ++i) alias.Update(kFrames * i, kFrames * i, kUnknown, kFrames);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, LaterDifferenceRetractsTheDetection) {
  FramesReceivedAlias alias = EqualFor(20);
  alias.Update(400, 399, kUnknown, kFrames);
  EXPECT_FALSE(alias.detected());
  for (int i = 0; i < 20; ++i) alias.Update(500 + i, 500 + i, kUnknown, 1);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, IgnoresIntervalsWithoutFrames) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 100; ++i) alias.Update(kFrames, kFrames, kUnknown, 0);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, UnknownIntervalResetsTheCount) {
  FramesReceivedAlias alias = EqualFor(9);
  alias.Update(150, 150, kUnknown, kUnknown);
  alias.Update(165, 165, kUnknown, kFrames);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, FramesEmittedButNeverReceivedProveACopyAtOnce) {
  FramesReceivedAlias alias;
  alias.Update(kFrames, kFrames, kFrames, kUnknown);
  EXPECT_FALSE(alias.detected());
  alias.Update(2 * kFrames, 2 * kFrames, 2 * kFrames + 1, kFrames);
  EXPECT_TRUE(alias.detected());
}

// Chromium 156 and Firefox 153, at 15 frames per second.
TEST(FramesReceivedAliasTest, EqualTotalsProveNothingIfEveryEmittedFrameWasReceived) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 100; ++i) alias.Update(kFrames * i, kFrames * i, kFrames * i, i ? kFrames : kUnknown);
  EXPECT_FALSE(alias.detected());
}

// Chromium 156 and Firefox 153 can report fewer frames received than decoded.
TEST(FramesReceivedAliasTest, DifferingCountIsNotACopy) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 20; ++i) alias.Update(kFrames * i, kFrames * i + 2, kFrames * i + 2, kFrames);
  EXPECT_FALSE(alias.detected());
}

TEST(FramesReceivedAliasTest, DetectsNothingWithoutTheCounters) {
  FramesReceivedAlias alias;
  for (int i = 0; i < 20; ++i) alias.Update(kUnknown, kFrames * i, kUnknown, kFrames);
  EXPECT_FALSE(alias.detected());
}

}  // namespace
}  // namespace rtc_vitals
