#include "core/forensics/standing_text.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

Finding Stood(const char* type, double start, double end, const char* precision = "exact") {
  Finding finding;
  finding.type = type;
  finding.stream = "V";
  finding.start = start;
  finding.end = end;
  finding.duration_ms = end - start;
  finding.precision = precision;
  finding.cause = finding.type == "freeze" ? "network-cut" : "sender-stopped";
  finding.confidence = "high";
  return finding;
}

TEST(PausesTextTest, ASenderThatLeftIsNotCalledWell) {
  const std::string text = PausesText({Stood("source-stopped", 12'000, 18'000)}, 0);
  EXPECT_NE(text.find("source-stopped: its sound ended with it"), std::string::npos) << text;
  EXPECT_EQ(text.find("was well"), std::string::npos) << text;
}

TEST(PausesTextTest, AFrameASecondDoesNotDivideAPause) {
  std::vector<Finding> pauses;
  for (const double start : {12'000.0, 13'000.0, 17'000.0, 18'000.0}) pauses.push_back(Stood("paused", start, start + 1000));
  EXPECT_EQ(PausesText(pauses, 0),
            " Not a freeze: the picture of stream V stood from 12.0 s to 19.0 s but for about a frame a second, as a paused Firefox goes on sending, paused: the sender, or the "
            "server between, sent no frames while the rest of the connection was well.");
}

TEST(PausesTextTest, PausesOfOtherLengthsOrFarApartAreCounted) {
  const std::string text = PausesText({Stood("paused", 1000, 2000), Stood("paused", 12'000, 13'000), Stood("paused", 14'000, 19'000)}, 0);
  EXPECT_NE(text.find("stood from 1.0 s for 1.0 s, from 12.0 s for 1.0 s and from 14.0 s for 5.0 s"), std::string::npos) << text;
}

TEST(UnbrokenTextTest, EventsThatTakeOverFromEachOtherAreOneStandstill) {
  EXPECT_EQ(UnbrokenText({Stood("freeze", 10'000, 16'000), Stood("freeze", 21'000, 22'000, "poll")}, {Stood("paused", 16'001, 21'000, "poll")}, 0),
            " From 10.0 s to 22.0 s the picture of stream V stood without a break, 12.0 s in all: 6.0 s frozen (network-cut), 5.0 s paused and 1.0 s frozen (network-cut).");
}

TEST(UnbrokenTextTest, AFrameBetweenIsABreak) {
  EXPECT_EQ(UnbrokenText({Stood("freeze", 10'000, 16'000)}, {Stood("paused", 16'100, 21'000, "poll")}, 0), "");
  EXPECT_EQ(UnbrokenText({Stood("freeze", 10'000, 16'000)}, {Stood("paused", 16'000, 21'000)}, 0), "") << "begins with a frame";
  EXPECT_EQ(UnbrokenText({}, {Stood("paused", 10'000, 11'000, "poll"), Stood("paused", 11'000, 12'000, "poll")}, 0), "") << "of one kind: a frame came";
}

}  // namespace
}  // namespace rtc_vitals
