#include "core/forensics/sentences.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

Finding Freeze(const char* cause, std::vector<Fact> evidence) {
  Finding finding;
  finding.type = "freeze";
  finding.stream = "V";
  finding.start = 12'000;
  finding.end = 18'100;
  finding.duration_ms = 6100;
  finding.precision = "exact";
  finding.cause = cause;
  finding.confidence = "high";
  finding.evidence = std::move(evidence);
  return finding;
}

TEST(SentencesTest, ACutIsToldByItsSilenceNotByRatesThatMixWhatCameRoundIt) {
  EXPECT_EQ(SentenceOf(Freeze("network-cut", {{"bitrate", 128e3}, {"bitrateBefore", 107e3}, {"packetLoss", 0.3}, {"rttBefore", 52}, {"connectionSilentMs", 3700}, {"pliDelta", 2}}), 0, nullptr),
            "From 12.0 s the picture of stream V stood for 6.1 s: network-cut (high confidence). Nothing at all arrived on this connection for at least 3.7 s; video had come "
            "at 107 kbit/s and the round trip had been 52 ms. In all, 30 % of the video packets were lost. The receiver asked for a key frame twice before the picture came back.");
}

TEST(SentencesTest, WhatDidNotHappenIsSaidInWords) {
  EXPECT_EQ(SentenceOf(Freeze("keyframe-starvation", {{"bitrate", 355e3}, {"packetLoss", 0}, {"rtt", 4}, {"rttFloor", 1}, {"pliDelta", 1}}), 2000, nullptr),
            "From 10.0 s the picture of stream V stood for 6.1 s: keyframe-starvation (high confidence). While it stood, video came at 355 kbit/s, no packet was "
            "lost, the round trip stayed within 4 ms and the receiver asked for a key frame once.");
}

// Browsers do not count a long row of lost packets.
TEST(SentencesTest, WhereSoundIsMissingTheCountIsNotAllThatWasLost) {
  EXPECT_NE(SentenceOf(Freeze("congestion", {{"packetLoss", 0}, {"audioQueuedMs", 700}}), 0, nullptr).find("no packet was counted as lost"), std::string::npos);
  EXPECT_NE(SentenceOf(Freeze("congestion", {{"audioPacketLoss", 0.06}, {"audioQueuedMs", 700}}), 0, nullptr).find("6.0 % of the audio packets were counted as lost"), std::string::npos);
  EXPECT_NE(SentenceOf(Freeze("congestion", {{"audioPacketLoss", 0.06}}), 0, nullptr).find("6.0 % of the audio packets were lost"), std::string::npos);
  const std::string cut = SentenceOf(Freeze("network-cut", {{"packetLoss", 0}, {"nackDelta", 26}, {"connectionSilentMs", 1200}}), 0, nullptr);
  EXPECT_EQ(cut.find("lost"), std::string::npos) << cut;
}

TEST(SentencesTest, FreezesOfAnIntervalAreTogetherAndWithinIt) {
  Finding freeze = Freeze("packet-loss", {});
  freeze.precision = "interval";
  freeze.count = 2;
  freeze.duration_ms = 653;
  freeze.label = "Ann";
  EXPECT_EQ(SentenceOf(freeze, 0, nullptr), "Between 12.0 s and 18.1 s the picture of Ann (stream V) stood twice, together for 653 ms: packet-loss (high confidence).");
  freeze.evidence = {{"bitrate", 90e3}};
  EXPECT_NE(SentenceOf(freeze, 0, nullptr).find("In that time video came at 90 kbit/s."), std::string::npos) << SentenceOf(freeze, 0, nullptr);
}

TEST(SentencesTest, ARoundTripThatRoseIsToldWithWhatItWasBeforeAndAtBest) {
  const std::string text = SentenceOf(Freeze("congestion", {{"rtt", 403}, {"rttBefore", 370}, {"rttFloor", 50}}), 0, nullptr);
  EXPECT_NE(text.find("While it stood, the round trip was up to 403 ms (370 ms just before, 50 ms at this path's best)."), std::string::npos) << text;
}

TEST(SentencesTest, WhatDoesNotSpeakForItsCauseIsNotPassedOver) {
  Finding freeze = Freeze("congestion", {{"bitrate", 150e3}, {"packetLoss", 0}, {"rtt", 54}, {"rttFloor", 51}});
  EXPECT_EQ(SentenceOf(freeze, 0, nullptr).find("Neither"), std::string::npos);
  freeze.confidence = "medium";
  EXPECT_NE(SentenceOf(freeze, 0, nullptr).find("Neither loss nor round trip shows it by itself. The cause is inferred."), std::string::npos) << SentenceOf(freeze, 0, nullptr);
  freeze.evidence.push_back({"audioQueuedMs", 700});
  EXPECT_EQ(SentenceOf(freeze, 0, nullptr).find("Neither"), std::string::npos) << "the sound shows it";
}

TEST(SentencesTest, AnAftermathNamesTheFreezeThatItFollows) {
  Finding earlier = Freeze("network-cut", {});
  earlier.end = 9300;
  Finding freeze = Freeze("network-cut", {{"bitrate", 150e3}, {"connectionSilentMs", 13}});
  freeze.confidence = "medium";
  const std::string text = SentenceOf(freeze, 0, &earlier);
  EXPECT_EQ(text.find("Nothing at all arrived"), std::string::npos) << text;
  EXPECT_NE(text.find("It began 2.7 s after the freeze of the same cause that ended at 9.3 s, and is put down to it."), std::string::npos) << text;
  earlier.end = 11'990;
  EXPECT_NE(SentenceOf(freeze, 0, &earlier).find("It began right after the freeze"), std::string::npos);
}

TEST(SentencesTest, ACutByBurstsIsToldByItsLoss) {
  Finding freeze = Freeze("network-cut", {{"packetLoss", 0.69}, {"audioPacketLoss", 0.43}, {"connectionSilentMs", 13}});
  freeze.confidence = "medium";
  EXPECT_NE(SentenceOf(freeze, 0, nullptr).find("69 % of the video packets and 43 % of the audio packets were lost. Packets were lost in a row, rather than nothing at all arriving."), std::string::npos)
      << SentenceOf(freeze, 0, nullptr);
}

TEST(SentencesTest, WhatCameAgainWasNotLost) {
  const std::string text = SentenceOf(Freeze("packet-loss", {{"packetLoss", 0}, {"nackDelta", 2}}), 0, nullptr);
  EXPECT_NE(text.find("packets were asked for again twice, none was lost for good."), std::string::npos) << text;
}

TEST(SentencesTest, LossesThatNobodyCountsAreNotNone) {
  const std::string text = SentenceOf(Freeze("congestion", {{"bitrate", 9e3}, {"nackDelta", 2}}), 0, nullptr);
  EXPECT_NE(text.find("asked for again twice."), std::string::npos) << text;
  EXPECT_EQ(text.find("lost"), std::string::npos) << text;
}

TEST(SentencesTest, AnUnknownCauseHasNoConfidence) {
  Finding freeze = Freeze("unknown", {});
  freeze.confidence = "low";
  EXPECT_EQ(SentenceOf(freeze, 0, nullptr), "From 12.0 s the picture of stream V stood for 6.1 s: cause unknown.");
}

}  // namespace
}  // namespace rtc_vitals
