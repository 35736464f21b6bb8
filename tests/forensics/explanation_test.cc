#include "core/forensics/explanation.h"

#include <gtest/gtest.h>

#include <set>

namespace rtc_vitals {
namespace {

Finding FreezeOf(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  Finding finding;
  finding.cause = cause;
  finding.confidence = confidence;
  finding.evidence = std::move(evidence);
  return finding;
}

std::string Explain(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") { return ExplanationOf(FreezeOf(cause, std::move(evidence), confidence)); }
std::string Side(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") { return SideOf(FreezeOf(cause, std::move(evidence), confidence)); }
std::string Out(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  const Finding freeze = FreezeOf(cause, std::move(evidence), confidence);
  return ExcludedText({&freeze}, {&freeze});
}

TEST(ExplanationTest, EveryCauseSaysOnWhoseSideAndWhatIsRuledOut) {
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation", "decoder-failure", "decoder-overload"}) {
    const std::vector<Fact> evidence = {{"connectionSilentMs", 3000}, {"packetLoss", 0}, {"rtt", 50}, {"rttFloor", 50}};
    EXPECT_FALSE(Side(cause, evidence).empty()) << cause;
    EXPECT_EQ(Out(cause, evidence).find(" Ruled out: "), 0u) << cause;
  }
}

TEST(ExplanationTest, EveryCauseButTheUnknownHasItsOwnSide) {
  std::set<std::string> texts;
  for (int cause = 0; cause <= static_cast<int>(Cause::kSenderStopped); ++cause) texts.insert(Side(NameOf(static_cast<Cause>(cause)), {{"connectionSilentMs", 3000}}));
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(Cause::kSenderStopped) + 1);
}

TEST(ExplanationTest, APictureThatTheReceiverHeldBackIsNotWithoutAReason) {
  EXPECT_NE(Explain("unknown", {{"heldMs", 1974}}, "low").find("jitter buffer held each frame for 2.0 s longer"), std::string::npos);
  EXPECT_EQ(Explain("unknown", {}, "low").find("jitter buffer"), std::string::npos);
}

TEST(ExplanationTest, WhatCannotBeToldIsNotClaimed) {
  EXPECT_EQ(Out("decoder-overload", {}, "low"), "");
  EXPECT_NE(Side("decoder-overload", {}, "low").find("no counter proves it"), std::string::npos);
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation"}) {
    EXPECT_EQ(Out(cause, {{"connectionSilentMs", 700}}, "medium").find(" Hardly to blame: "), 0u) << cause;
  }
  EXPECT_EQ(Explain("unknown"), " The counters that this browser offers do not tell why.");
  EXPECT_EQ(Out("unknown"), "");
}

TEST(ExplanationTest, ARoundTripThatRosePutsTheQueueOnThisConnection) {
  EXPECT_EQ(Side("congestion", {{"rtt", 800}, {"rttFloor", 50}}), ", in the network between this receiver and the server or peer");
  EXPECT_EQ(Side("congestion", {{"rtt", 4}, {"rttFloor", 1}}), ", in the network, on the sender's way up or on this receiver's way down");
}

TEST(ExplanationTest, ASilentConnectionLiesWithTheNetworkOrItsOtherEnd) {
  EXPECT_EQ(Side("network-cut", {{"connectionSilentMs", 4800}}), ", in the network towards this receiver or at its other end");
}

TEST(ExplanationTest, ACutByLossAloneDoesNotClaimThatNothingCame) {
  EXPECT_EQ(Side("network-cut", {{"audioPacketLoss", 0.2}, {"packetLoss", 0.4}, {"connectionSilentMs", 90}}, "medium"), ", in the network between the sender and this receiver");
  EXPECT_EQ(Side("network-cut", {{"connectionSilentMs", 90}}, "medium"), "") << "what followed a cut";
  EXPECT_EQ(Out("network-cut", {{"connectionSilentMs", 90}}, "medium"), "");
}

TEST(ExplanationTest, AMomentOfSilenceMayBeARowOfLostPackets) {
  EXPECT_EQ(Side("network-cut", {{"audioPacketLoss", 0.2}, {"connectionSilentMs", 800}}, "medium"), ": a short cut of the network towards this receiver, or packets that were lost in a row");
}

TEST(ExplanationTest, AQueueThatNothingShowsIsInferred) {
  EXPECT_NE(Explain("congestion", {{"audioQueuedMs", 250}}, "medium").find("This is inferred"), std::string::npos);
  EXPECT_EQ(Explain("congestion", {{"audioQueuedMs", 1500}}, "medium"), "");
  EXPECT_EQ(Explain("congestion", {{"rtt", 800}, {"rttFloor", 50}}, "medium"), "");
  EXPECT_EQ(Explain("congestion"), "");
}

TEST(ExplanationTest, AnOverloadRulesOutAsMuchAsIsKnown) {
  EXPECT_EQ(Out("decoder-overload", {{"packetLoss", 0}, {"rtt", 52}, {"rttFloor", 50}}), " Ruled out: the network, the sender.");
  EXPECT_EQ(Out("decoder-overload", {{"packetLoss", 0}}), " Hardly to blame: the network, the sender.");
  EXPECT_EQ(Out("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}), "");
  EXPECT_NE(Explain("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}).find("does not rule the network out"), std::string::npos);
}

TEST(ExplanationTest, AnOverloadWithASlowRoundTripRulesNoNetworkOut) {
  const std::vector<Fact> evidence = {{"packetLoss", 0}, {"rtt", 700}, {"rttFloor", 41}};
  EXPECT_EQ(Out("decoder-overload", evidence), "");
  EXPECT_NE(Explain("decoder-overload", evidence).find("does not tell the network from the device"), std::string::npos);
}

TEST(ExplanationTest, ASlowDecoderIsToldFromASlowNetwork) {
  const std::vector<Fact> evidence = {{"decodeTimeMs", 332}, {"packetLoss", 0}, {"rtt", 726}, {"rttFloor", 41}};
  EXPECT_EQ(Explain("decoder-overload", evidence), "");
  EXPECT_EQ(Out("decoder-overload", evidence), " Hardly to blame: the network, the sender.");
}

TEST(ExplanationTest, LossThatIsNotKnownRulesNoWayOut) {
  EXPECT_EQ(Out("keyframe-starvation", {{"packetLoss", 0}}), " Ruled out: the way to this receiver, this device's load.");
  EXPECT_EQ(Out("keyframe-starvation"), " Ruled out: this device's load.");
}

TEST(ExplanationTest, LossPointsToABadLinkOnlyWhereNothingQueued) {
  EXPECT_EQ(Explain("packet-loss", {{"rtt", 52}, {"rttFloor", 50}}), " A bad link is likelier than too little bandwidth: the round trip stayed within 52 ms.");
  for (const std::vector<Fact>& evidence : {std::vector<Fact>{{"rtt", 400}, {"rttFloor", 50}}, std::vector<Fact>()}) {
    EXPECT_EQ(Explain("packet-loss", evidence), "");
    EXPECT_NE(Side("packet-loss", evidence).find("(a bad link or too little bandwidth)"), std::string::npos);
  }
}

TEST(ExplanationTest, ASenderWhosePacketsComeIsNotPaused) {
  EXPECT_EQ(Out("packet-loss", {{"bitrate", 90e3}}), " Ruled out: a sender's pause, the decoder, this device's load.");
  EXPECT_EQ(Out("packet-loss"), " Ruled out: the decoder, this device's load.");
}

// The queue may have been even longer just before: the comparison is only with the path's best.
TEST(ExplanationTest, AQueueThatFillsAndEmptiesLooksLikeJitter) {
  EXPECT_EQ(Explain("jitter", {{"rtt", 528}, {"rttBefore", 772}, {"rttFloor", 51}}), " A queue that fills and empties looks the same.");
  EXPECT_EQ(Explain("jitter"), "");
}

// A single request may have been sent late and answered at once.
TEST(ExplanationTest, OfAMissingKeyFrameNoSideIsBlamed) {
  const std::string text = Explain("keyframe-starvation", {{"packetLoss", 0}, {"pliDelta", 1}});
  EXPECT_EQ(text, " A key frame has to be asked for, or sent, sooner, unless the page itself drops frames (an encoded transform).");
  EXPECT_EQ(Explain("keyframe-starvation").find(" So far as the counters tell, no key frame was asked for,"), 0u);
}

TEST(ExcludedTextTest, WhatIsTheSameForAllCausesIsToldOnce) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  Finding congestion = FreezeOf("congestion");
  EXPECT_EQ(ExcludedText({&cut, &congestion}, {&cut, &congestion}), " Ruled out: a sender's pause, the decoder, this device's load.");
  congestion.confidence = "medium";
  EXPECT_EQ(ExcludedText({&cut, &congestion}, {&cut, &congestion}), " Ruled out for network-cut, hardly to blame for congestion: a sender's pause, the decoder, this device's load.");
}

TEST(ExcludedTextTest, WhatDiffersIsToldByCause) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  const Finding failure = FreezeOf("decoder-failure", {}, "medium");
  EXPECT_EQ(ExcludedText({&cut, &failure}, {&cut, &failure}), " Ruled out for network-cut: a sender's pause, the decoder, this device's load. Hardly to blame for decoder-failure: the network.");
}

TEST(ExcludedTextTest, WhatDoesNotHoldForAFreezeThatIsNotExplainedIsToldByCause) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  const Finding jitter = FreezeOf("jitter");
  EXPECT_EQ(ExcludedText({&cut}, {&cut, &jitter}), " Ruled out for network-cut: a sender's pause, the decoder, this device's load.");
}

}  // namespace
}  // namespace rtc_vitals
