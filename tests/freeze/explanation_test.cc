#include "core/freeze/explanation.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

std::string Explain(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  Finding finding;
  finding.cause = cause;
  finding.confidence = confidence;
  finding.evidence = std::move(evidence);
  return ExplanationOf(finding);
}

TEST(ExplanationTest, EveryCauseSaysOnWhoseSideAndWhatIsRuledOut) {
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation", "decoder-failure", "decoder-overload"}) {
    const std::string text = Explain(cause);
    EXPECT_EQ(text.front(), ' ') << cause;
    EXPECT_EQ(text.back(), '.') << cause;
    EXPECT_NE(text.find("ruled out"), std::string::npos) << text;
  }
}

TEST(ExplanationTest, WhatCannotBeToldIsNotClaimed) {
  EXPECT_EQ(Explain("decoder-overload", {}, "low").find("ruled out"), std::string::npos);
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation"}) {
    EXPECT_EQ(Explain(cause, {}, "medium").find("ruled out"), std::string::npos) << cause;
    EXPECT_NE(Explain(cause, {}, "medium").find("hardly to blame"), std::string::npos) << cause;
  }
  EXPECT_EQ(Explain("unknown"), " The counters that this browser offers do not tell why.");
  EXPECT_NE(Explain("congestion").find("cannot tell apart"), std::string::npos);
}

TEST(ExplanationTest, ARoundTripThatRosePutsTheQueueOnThisConnection) {
  EXPECT_NE(Explain("congestion", {{"rtt", 800}, {"rttBefore", 50}}).find("between this receiver and the server or peer"), std::string::npos);
  EXPECT_NE(Explain("congestion", {{"rtt", 4}, {"rttBefore", 1}}).find("cannot tell apart"), std::string::npos);
}

TEST(ExplanationTest, TheWayUpIsNamedWhereItsEstimateFell) {
  EXPECT_NE(Explain("congestion", {{"availableOutgoingBitrate", 50e3}, {"availableOutgoingBitrateBefore", 900e3}}).find("fell from 900 kbit/s to 50 kbit/s"), std::string::npos);
  EXPECT_EQ(Explain("congestion", {{"availableOutgoingBitrate", 900e3}, {"availableOutgoingBitrateBefore", 900e3}}).find("way up from here"), std::string::npos);
}

TEST(ExplanationTest, SoundThatStoppedRulesOutAPausedCamera) {
  EXPECT_NE(Explain("network-cut", {{"audioPacketLoss", 0.2}}).find("The sound stopped too"), std::string::npos);
  EXPECT_EQ(Explain("network-cut").find("The sound"), std::string::npos);
}

TEST(ExplanationTest, LossAndJitterAreCountedWhereTheyWereSeen) {
  EXPECT_EQ(Explain("jitter", {{"packetLoss", 0}, {"jitter", 120}, {"jitterBefore", 4}}).find(" All packets arrived, but unevenly (jitter of 120 ms, 4 ms before)"), 0u);
  EXPECT_EQ(Explain("jitter", {{"packetLoss", 0.01}}).find(" Nearly all packets arrived, but unevenly:"), 0u);
  EXPECT_EQ(Explain("jitter").find(" Packets arrived unevenly:"), 0u);
}

TEST(ExplanationTest, LossPointsToABadLinkOnlyWhereNothingQueued) {
  EXPECT_NE(Explain("packet-loss", {{"rtt", 52}, {"rttBefore", 50}}).find("rather than to too little bandwidth"), std::string::npos);
  EXPECT_NE(Explain("packet-loss", {{"rtt", 400}, {"rttBefore", 50}}).find("the round trip grew"), std::string::npos);
  EXPECT_EQ(Explain("packet-loss").find("rather than"), std::string::npos);
}

TEST(ExplanationTest, LossThatWasMadeGoodIsNotCalledLoss) {
  EXPECT_EQ(Explain("packet-loss", {{"packetLoss", 0.1}}).find(" Packets were lost"), 0u);
  EXPECT_EQ(Explain("packet-loss", {{"packetLoss", 0}, {"nackDelta", 4}}).find(" Packets went missing on the way and came too late"), 0u);
}

TEST(ExplanationTest, ARoundTripThatGrewIsNotPassedOver) {
  const std::vector<Fact> grew = {{"rtt", 700}, {"rttBefore", 41}};
  EXPECT_NE(Explain("jitter", grew).find("The round trip grew as well"), std::string::npos);
  EXPECT_NE(Explain("decoder-overload", grew).find("The round trip grew as well"), std::string::npos);
  EXPECT_EQ(Explain("jitter").find("The round trip"), std::string::npos);
}

}  // namespace
}  // namespace rtc_vitals
