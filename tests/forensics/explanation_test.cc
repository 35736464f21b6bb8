#include "core/forensics/explanation.h"

#include <gtest/gtest.h>

#include <set>

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
    const std::string text = Explain(cause, {{"connectionSilentMs", 3000}, {"packetLoss", 0}, {"rtt", 50}, {"rttFloor", 50}});
    EXPECT_EQ(text.front(), ' ') << cause;
    EXPECT_EQ(text.back(), '.') << cause;
    EXPECT_NE(text.find("ruled out"), std::string::npos) << text;
  }
}

TEST(ExplanationTest, EveryCauseButTheUnknownHasItsOwn) {
  std::set<std::string> texts;
  for (int cause = 0; cause <= static_cast<int>(Cause::kSenderStopped); ++cause) {
    texts.insert(Explain(NameOf(static_cast<Cause>(cause)), {{"connectionSilentMs", 3000}}));
  }
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(Cause::kSenderStopped) + 1);
}

TEST(ExplanationTest, WhatCannotBeToldIsNotClaimed) {
  EXPECT_EQ(Explain("decoder-overload", {}, "low").find("ruled out"), std::string::npos);
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation"}) {
    EXPECT_EQ(Explain(cause, {{"connectionSilentMs", 700}}, "medium").find("ruled out"), std::string::npos) << cause;
    EXPECT_NE(Explain(cause, {{"connectionSilentMs", 700}}, "medium").find("hardly to blame"), std::string::npos) << cause;
  }
  EXPECT_EQ(Explain("unknown"), " The counters that this browser offers do not tell why.");
  EXPECT_NE(Explain("congestion").find("cannot tell apart"), std::string::npos);
}

TEST(ExplanationTest, ARoundTripThatRosePutsTheQueueOnThisConnection) {
  EXPECT_NE(Explain("congestion", {{"rtt", 800}, {"rttFloor", 50}}).find("between this receiver and the server or peer"), std::string::npos);
  EXPECT_NE(Explain("congestion", {{"rtt", 4}, {"rttFloor", 1}}).find("cannot tell apart"), std::string::npos);
}

TEST(ExplanationTest, TheWayUpIsNamedWhereItsEstimateFell) {
  EXPECT_NE(Explain("congestion", {{"availableOutgoingBitrate", 50e3}, {"availableOutgoingBitrateBefore", 900e3}}).find("fell from 900 kbit/s to 50 kbit/s"), std::string::npos);
  EXPECT_EQ(Explain("congestion", {{"availableOutgoingBitrate", 900e3}, {"availableOutgoingBitrateBefore", 900e3}}).find("way up from here"), std::string::npos);
}

TEST(ExplanationTest, SoundThatStoppedRulesOutAPausedCamera) {
  EXPECT_NE(Explain("network-cut", {{"audioPacketLoss", 0.2}, {"connectionSilentMs", 4800}}).find("The sound stopped too, with no audio packet for at least 4.8 s"), std::string::npos);
  EXPECT_EQ(Explain("network-cut", {{"connectionSilentMs", 4800}}).find("The sound"), std::string::npos);
}

TEST(ExplanationTest, ACutByLossAloneDoesNotClaimThatNothingCame) {
  const std::string text = Explain("network-cut", {{"audioPacketLoss", 0.2}, {"packetLoss", 0.4}, {"connectionSilentMs", 90}}, "medium");
  EXPECT_EQ(text.find("was cut"), std::string::npos) << text;
  EXPECT_EQ(text.find("The sound stopped"), std::string::npos) << text;
  EXPECT_NE(text.find("went missing between the sender and this receiver"), std::string::npos) << text;
}

TEST(ExplanationTest, AMomentOfSilenceMayBeARowOfLostPackets) {
  const std::string text = Explain("network-cut", {{"audioPacketLoss", 0.2}, {"connectionSilentMs", 800}}, "medium");
  EXPECT_EQ(text.find("went away"), std::string::npos) << text;
  EXPECT_NE(text.find("a short cut of the network, or packets that were lost in a row"), std::string::npos) << text;
}

TEST(ExplanationTest, AQueueThatOnlyTheSoundShowsIsSaidToBeThatOne) {
  EXPECT_NE(Explain("congestion", {{"audioQueuedMs", 1500}}, "medium").find("sound of 1.5 s neither came in time nor was counted as lost, so it waited in a queue or was dropped from it, unless its sender sent less of it."), std::string::npos);
  const std::string text = Explain("congestion", {{"audioQueuedMs", 250}}, "medium");
  EXPECT_EQ(text.find("sound of"), std::string::npos) << text;
  EXPECT_NE(text.find("is an inference"), std::string::npos) << text;
  EXPECT_EQ(text.find("packets queued"), std::string::npos) << text;
}

TEST(ExplanationTest, AnOverloadIsToldByItsNumbers) {
  const std::string text = Explain("decoder-overload", {{"framesReceivedDelta", 60}, {"framesDecodedDelta", 12}, {"framesDroppedDelta", 9}, {"decodeTimeMs", 85}, {"packetLoss", 0}, {"rtt", 52}, {"rttFloor", 50}});
  EXPECT_EQ(text.find(" In those seconds 60 frames came in, 12 were decoded, 9 were dropped and decoding took 85 ms a frame. Frames waited"), 0u) << text;
  EXPECT_NE(text.find("the network and the sender are ruled out"), std::string::npos) << text;
}

TEST(ExplanationTest, LossThatIsNotKnownIsNotCalledNone) {
  EXPECT_EQ(Explain("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}).find("Nothing was lost"), std::string::npos);
  EXPECT_EQ(Explain("keyframe-starvation").find(" Media kept coming, yet"), 0u);
  EXPECT_NE(Explain("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}).find("does not rule the network out"), std::string::npos);
}

TEST(ExplanationTest, AnOverloadWithASlowRoundTripRulesNoNetworkOut) {
  const std::string text = Explain("decoder-overload", {{"rtt", 700}, {"rttFloor", 41}});
  EXPECT_EQ(text.find("ruled out"), std::string::npos) << text;
  EXPECT_EQ(text.find("hardly to blame"), std::string::npos) << text;
}

TEST(ExplanationTest, OfAMissingKeyFrameTheWayToTheServerIsNotKnown) {
  const std::string text = Explain("keyframe-starvation", {{"packetLoss", 0}});
  EXPECT_NE(text.find("The way to this receiver and the load of this device are ruled out; whether the missing frame was lost before it reached a server between cannot be seen from here."),
            std::string::npos)
      << text;
}

TEST(LevelTextTest, WhatWasJustBeforeAndTheBestAreTwoThings) {
  EXPECT_EQ(LevelText(403, 370, 50, "this path's best"), "up to 403 ms (370 ms just before, 50 ms at this path's best)");
  EXPECT_EQ(LevelText(403, 50.2, 49.9, "this path's best"), "up to 403 ms (50 ms just before)");
  EXPECT_EQ(LevelText(403, kUnknown, 50, "this path's best"), "up to 403 ms (50 ms at this path's best)");
  EXPECT_EQ(LevelText(403, kUnknown, kUnknown, "this path's best"), "up to 403 ms");
}

TEST(ExplanationTest, LossAndJitterAreCountedWhereTheyWereSeen) {
  EXPECT_EQ(Explain("jitter", {{"packetLoss", 0}, {"jitter", 120}, {"jitterBefore", 40}, {"jitterFloor", 4}}).find(" All packets arrived, but unevenly, with a jitter of up to 120 ms (40 ms just before, 4 ms at this stream's best) in the video:"), 0u);
  EXPECT_EQ(Explain("jitter", {{"packetLoss", 0.01}}).find(" Nearly all packets arrived, but unevenly:"), 0u);
  EXPECT_EQ(Explain("jitter").find(" Packets arrived unevenly:"), 0u);
}

TEST(ExplanationTest, LossPointsToABadLinkOnlyWhereNothingQueued) {
  EXPECT_NE(Explain("packet-loss", {{"rtt", 52}, {"rttFloor", 50}}).find("rather than to too little bandwidth"), std::string::npos);
  EXPECT_NE(Explain("packet-loss", {{"rtt", 400}, {"rttFloor", 50}}).find("and the round trip was longer than this path's best: a bad link"), std::string::npos);
  EXPECT_EQ(Explain("packet-loss").find("rather than"), std::string::npos);
}

TEST(ExplanationTest, LossThatWasMadeGoodIsNotCalledLoss) {
  EXPECT_EQ(Explain("packet-loss", {{"packetLoss", 0.1}}).find(" Packets were lost"), 0u);
  EXPECT_EQ(Explain("packet-loss", {{"packetLoss", 0}, {"nackDelta", 4}}).find(" Packets went missing on the way and came too late"), 0u);
}

// It may have been longer still just before: only the path's best is what it is compared with.
TEST(ExplanationTest, ARoundTripThatIsLongIsNotPassedOverAndNotSaidToHaveGrown) {
  const std::vector<Fact> fell = {{"packetLoss", 0.1}, {"rtt", 528}, {"rttBefore", 772}, {"rttFloor", 51}};
  for (const char* cause : {"jitter", "decoder-overload", "packet-loss"}) {
    const std::string text = Explain(cause, fell);
    EXPECT_NE(text.find("he round trip was longer than this path's best"), std::string::npos) << text;
    EXPECT_EQ(text.find("grew"), std::string::npos) << text;
  }
  EXPECT_EQ(Explain("jitter").find("The round trip"), std::string::npos);
}

TEST(ExplanationTest, ASlowDecoderIsToldFromASlowNetwork) {
  const std::string text = Explain("decoder-overload", {{"framesReceivedDelta", 45}, {"framesDecodedDelta", 3}, {"decodeTimeMs", 332}, {"packetLoss", 0}, {"rtt", 726}, {"rttBefore", 461}, {"rttFloor", 41}});
  EXPECT_EQ(text.find("does not tell"), std::string::npos) << text;
  EXPECT_NE(text.find("too busy to decode or show them. Nothing was lost on the way: the network and the sender are hardly to blame."), std::string::npos) << text;
}

// A single request may have gone out late and been answered at once.
TEST(ExplanationTest, OfAMissingKeyFrameNoSideIsBlamed) {
  const std::string text = Explain("keyframe-starvation", {{"packetLoss", 0}, {"pliDelta", 1}});
  EXPECT_NE(text.find("only a key frame helps then. A key frame has to be asked for, or sent, sooner; a page"), std::string::npos) << text;
  EXPECT_EQ(text.find("sender"), std::string::npos) << text;
}

}  // namespace
}  // namespace rtc_vitals
