#include "core/forensics/pause_text.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

constexpr double kPollMs = 1000;

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

TEST(PausesTextTest, SenderThatLeftIsNotCalledHealthy) {
  const std::string text = PausesText({Stood("source-stopped", 12'000, 18'000)}, {}, 0, kPollMs);
  EXPECT_EQ(text,
            " Not frozen but source-stopped: stream V at 12.0 s for 6.0 s (its audio ended with it and nothing was lost, so its sender "
            "left or stopped sending).");
}

TEST(PausesTextTest, EachKindOfPauseIsReportedApart) {
  EXPECT_EQ(PausesText({Stood("static", 2000, 9000), Stood("paused", 12'000, 18'000)}, {}, 0, kPollMs),
            " Not frozen but paused: stream V at 12.0 s for 6.0 s (the sender, or the server in between, sent no frames). Not frozen but "
            "static: stream V at 2.0 s for 7.0 s (the picture did not change, as in a screen share).");
}

std::vector<Finding> Beats(std::initializer_list<double> starts) {
  std::vector<Finding> pauses;
  for (const double start : starts) pauses.push_back(Stood("paused", start, start + 1000));
  return pauses;
}

TEST(PausesTextTest, OneFramePerSecondIsNotReportedAsNone) {
  EXPECT_EQ(PausesText(Beats({12'000, 13'000, 15'000, 16'000}), {}, 0, kPollMs),
            " Not frozen but at about one frame per second: stream V from 12.0 s to 17.0 s (what Firefox sends for a paused or unchanging "
            "picture; a source that is so slow looks the same).");
}

TEST(PausesTextTest, MovingPictureBetweenPausesIsNotPartOfThem) {
  const std::vector<Finding> pauses = Beats({12'000, 13'000, 18'000, 19'000});
  EXPECT_NE(PausesText(pauses, {}, 0, kPollMs).find("stream V from 12.0 s to 14.0 s and from 18.0 s to 20.0 s ("), std::string::npos);
  EXPECT_NE(PausesText(pauses, {}, 0, 3000).find("stream V from 12.0 s to 20.0 s ("), std::string::npos) << "reported by every third only";
}

TEST(PausesTextTest, ManyPausesAreSetApartFromTheNameOfTheirStream) {
  const std::vector<Finding> pauses = {Stood("static", 0, 2000), Stood("static", 5000, 7000), Stood("static", 10'000, 12'000),
                                       Stood("static", 15'000, 18'000)};
  const std::string text = PausesText(pauses, {}, 0, kPollMs);
  EXPECT_NE(text.find(" static: stream V, 4 times between 0.0 s and 18.0 s, 9.0 s in total"), std::string::npos) << text;
}

TEST(PausesTextTest, OneFramePerSecondAndNoneAreDistinguished) {
  std::vector<Finding> pauses = Beats({9400, 10'400, 30'000, 31'000});
  pauses.push_back(Stood("paused", 40'000, 46'300));
  EXPECT_EQ(PausesText(pauses, {}, 0, kPollMs),
            " Not frozen but paused: stream V at 40.0 s for 6.3 s (the sender, or the server in between, sent no frames). Not frozen but "
            "at about one frame "
            "per second: stream V from 9.4 s to 11.4 s and from 30.0 s to 32.0 s (what Firefox sends for a paused or unchanging picture; a "
            "source that is so slow looks the same).");
}

TEST(PausesTextTest, FramesOncePerSecondAfterAPauseAreNotPartOfIt) {
  std::vector<Finding> pauses = {Stood("paused", 5000, 9000)};
  for (const Finding& beat : Beats({9000, 10'000})) pauses.push_back(beat);
  const std::string text = PausesText(pauses, {}, 0, kPollMs);
  EXPECT_NE(text.find("stream V at 5.0 s for 4.0 s ("), std::string::npos) << text;
  EXPECT_NE(text.find("stream V from 9.0 s to 11.0 s ("), std::string::npos) << text;
}

TEST(PausesTextTest, TimesAreCountedFromTheStartOfTheCall) {
  const double start = 100'000;
  std::vector<Finding> pauses = Beats({start + 1000, start + 2000});
  EXPECT_NE(PausesText(pauses, {}, start, kPollMs).find("stream V from 1.0 s to 3.0 s ("), std::string::npos);
  pauses.clear();
  for (int i = 1; i <= 4; ++i) pauses.push_back(Stood("paused", start + 10'000 * i, start + 10'000 * i + 1000 * (i + 1)));
  const std::string text = PausesText(pauses, {}, start, kPollMs);
  EXPECT_NE(text.find("stream V, 4 times between 10.0 s and 45.0 s, 14.0 s in total, longest at 40.0 s for 5.0 s ("), std::string::npos)
      << text;
  EXPECT_EQ(NoNewFrameText({Stood("freeze", start + 1000, start + 2000)}, {Stood("paused", start + 2000, start + 5000, "poll")}, start),
            " No new frame was shown: from 1.0 s to 5.0 s (4.0 s).");
}

TEST(PausesTextTest, PausesOfOtherLengthsOrFarApartAreListed) {
  const std::string text =
      PausesText({Stood("paused", 1000, 2000), Stood("paused", 12'000, 13'000), Stood("paused", 14'000, 19'000)}, {}, 0, kPollMs);
  EXPECT_NE(text.find("at 1.0 s for 1.0 s, at 12.0 s for 1.0 s and at 14.0 s for 5.0 s"), std::string::npos) << text;
}

TEST(PausesTextTest, StreamNamedByTheFreezesIsNotRepeated) {
  const std::vector<Finding> freezes = {Stood("freeze", 1000, 3000)};
  EXPECT_EQ(PausesText({Stood("paused", 4000, 9000)}, freezes, 0, kPollMs),
            " Not frozen but paused: at 4.0 s for 5.0 s (the sender, or the server in between, sent no frames).");
  Finding other = Stood("paused", 20'000, 29'000);
  other.stream = "W";
  EXPECT_EQ(PausesText({Stood("paused", 4000, 9000), other}, freezes, 0, kPollMs),
            " Not frozen but paused: stream V at 4.0 s for 5.0 s and stream W at 20.0 s for 9.0 s (the sender, or the server in between, "
            "sent no frames).")
      << "the reason is given once";
}

TEST(NoNewFrameTextTest, ConsecutiveEventsFormOneStillPeriod) {
  EXPECT_EQ(NoNewFrameText({Stood("freeze", 10'000, 16'000), Stood("freeze", 21'000, 22'000, "poll")},
                         {Stood("paused", 16'001, 21'000, "poll")}, 0),
            " No new frame was shown: from 10.0 s to 22.0 s (12.0 s).");
}

TEST(NoNewFrameTextTest, LongestOfManyAreReported) {
  std::vector<Finding> freezes, pauses;
  for (const double length : {3000.0, 1000.0, 2000.0}) {
    const double start = 10'000 * static_cast<double>(1 + freezes.size());
    freezes.push_back(Stood("freeze", start, start + length));
    pauses.push_back(Stood("paused", start + length, start + 2 * length, "poll"));
  }
  EXPECT_EQ(NoNewFrameText(freezes, pauses, 0),
            " No new frame was shown: from 10.0 s to 16.0 s (6.0 s) and from 30.0 s to 34.0 s (4.0 s).");
}

TEST(NoNewFrameTextTest, FrameInBetweenEndsThePeriod) {
  EXPECT_EQ(NoNewFrameText({Stood("freeze", 10'000, 16'000)}, {Stood("paused", 16'100, 21'000, "poll")}, 0), "");
  EXPECT_EQ(NoNewFrameText({Stood("freeze", 10'000, 16'000)}, {Stood("paused", 16'000, 21'000)}, 0), "") << "begins with a frame";
  EXPECT_EQ(NoNewFrameText({}, {Stood("paused", 10'000, 11'000, "poll"), Stood("paused", 11'000, 12'000, "poll")}, 0), "")
      << "of one kind: a frame came";
}

}  // namespace
}  // namespace rtc_vitals
