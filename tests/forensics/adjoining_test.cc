#include "core/forensics/adjoining.h"

#include <gtest/gtest.h>

#include "tests/support/test_findings.h"

namespace rtc_vitals {
namespace {

Finding Pause(double start, double ms, const char* stream = "V") {
  Finding pause = TestFreeze(start, ms, "sender-stopped", stream);
  pause.type = "paused";
  return pause;
}

TEST(AdjoiningTest, NamesWhatStoppedThePictureRightBeforeAndAfter) {
  std::vector<Finding> freezes = {TestFreeze(30'200, 2800, "keyframe-starvation"), TestFreeze(26'000, 4000, "congestion")};
  SetAdjoining(freezes, {Pause(34'300, 5000)});
  EXPECT_EQ(freezes[0].cause_before, "congestion");
  EXPECT_EQ(freezes[0].cause_after, "sender-stopped");
  EXPECT_EQ(freezes[1].cause_before, "");
  EXPECT_EQ(freezes[1].cause_after, "keyframe-starvation");
}

TEST(AdjoiningTest, MovingPictureOrAnotherStreamInBetween) {
  std::vector<Finding> freezes = {TestFreeze(10'000, 4000, "congestion"), TestFreeze(14'000, 4000, "network-cut", "W"),
                                  TestFreeze(18'201, 4000, "packet-loss", "W")};
  SetAdjoining(freezes, {Pause(15'301, 5000), Pause(5000, 5000, "X")});
  for (const Finding& freeze : freezes) EXPECT_EQ(freeze.cause_before + freeze.cause_after, "") << freeze.stream;
}

TEST(AdjoiningTest, GuessedCauseIsNoReason) {
  std::vector<Finding> freezes = {TestFreeze(10'000, 4000, "network-cut"), TestFreeze(14'000, 500, "decoder-overload")};
  freezes[1].confidence = "low";
  SetAdjoining(freezes, {});
  EXPECT_EQ(freezes[0].cause_after, "");
  EXPECT_EQ(freezes[1].cause_before, "network-cut");
}

}  // namespace
}  // namespace rtc_vitals
