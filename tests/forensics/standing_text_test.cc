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

std::vector<Finding> Beats(std::initializer_list<double> starts) {
  std::vector<Finding> pauses;
  for (const double start : starts) pauses.push_back(Stood("paused", start, start + 1000));
  return pauses;
}

TEST(PausesTextTest, AFrameASecondIsNotCalledNone) {
  EXPECT_EQ(PausesText(Beats({12'000, 13'000, 18'000, 19'000}), 0),
            " Not a freeze: the sender of the picture of stream V, or the server between, sent about one frame a second from 12.0 s to 20.0 s (a pause or a still picture in "
            "Firefox).");
}

TEST(PausesTextTest, AFrameASecondAndNoneAreToldApart) {
  std::vector<Finding> pauses = Beats({9400, 10'400, 30'000, 31'000});
  pauses.push_back(Stood("paused", 40'000, 46'300));
  EXPECT_EQ(PausesText(pauses, 0),
            " Not a freeze: the picture of stream V stood from 40.0 s for 6.3 s, paused: the sender, or the server between, sent no frames while the rest of the connection was "
            "well; it sent about one frame a second from 9.4 s to 11.4 s and from 30.0 s to 32.0 s (a pause or a still picture in Firefox).");
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
