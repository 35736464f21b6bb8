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
  finding.duration_ms = 5000;
  return finding;
}

std::string OutBy(std::vector<Finding> freezes) { return ExcludedText(GroupsOf(freezes)); }

std::string Explain(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  return ExplanationOf(FreezeOf(cause, std::move(evidence), confidence));
}
std::string Side(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  return SideOf(FreezeOf(cause, std::move(evidence), confidence));
}
std::string Out(const char* cause, std::vector<Fact> evidence = {}, const char* confidence = "high") {
  return OutBy({FreezeOf(cause, std::move(evidence), confidence)});
}

TEST(ExplanationTest, EveryCauseNamesItsSideAndExclusions) {
  for (const char* cause :
       {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation", "decoder-failure", "decoder-overload"}) {
    const std::vector<Fact> evidence = {{"connectionSilentMs", 3000}, {"packetLoss", 0}, {"rtt", 50}, {"rttFloor", 50}};
    EXPECT_FALSE(Side(cause, evidence).empty()) << cause;
    EXPECT_EQ(Out(cause, evidence).find(" Ruled out: "), 0u) << cause;
  }
}

TEST(ExplanationTest, EveryKnownCauseHasADistinctSide) {
  std::set<std::string> texts;
  for (int cause = 0; cause <= static_cast<int>(Cause::kSenderStopped); ++cause) {
    texts.insert(Side(NameOf(static_cast<Cause>(cause)), {{"connectionSilentMs", 3000}}));
  }
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(Cause::kSenderStopped) + 1);
}

TEST(ExplanationTest, FramesHeldByTheReceiverAreExplained) {
  EXPECT_NE(Explain("unknown", {{"heldMs", 1974}}, "low").find("jitter buffer held each frame 2.0 s longer"), std::string::npos);
  EXPECT_EQ(Explain("unknown", {}, "low").find("jitter buffer"), std::string::npos);
}

TEST(ExplanationTest, MakesNoClaimWithoutEvidence) {
  EXPECT_EQ(Out("decoder-overload", {}, "low"), "");
  EXPECT_NE(Side("decoder-overload", {}, "low").find("no counter proves it"), std::string::npos);
  for (const char* cause : {"network-cut", "congestion", "packet-loss", "jitter", "keyframe-starvation"}) {
    EXPECT_EQ(Out(cause, {{"connectionSilentMs", 700}}, "medium").find(" Unlikely: "), 0u) << cause;
  }
  EXPECT_EQ(Explain("unknown"), " The counters that this browser reports do not show why.");
  EXPECT_EQ(Out("unknown"), "");
}

TEST(ExplanationTest, RisingRoundTripLocatesTheQueueOnThisConnection) {
  EXPECT_EQ(Side("congestion", {{"rtt", 800}, {"rttFloor", 50}}), ", in the network between this receiver and the server or peer");
  EXPECT_EQ(Side("congestion", {{"rtt", 4}, {"rttFloor", 1}}), ", in the network: the sender's uplink or this receiver's downlink");
}

TEST(ExplanationTest, RequestsInVainLocateTheLossBeforeTheServer) {
  for (const char* cause : {"packet-loss", "congestion"}) {
    const std::vector<Fact> evidence = {{"unansweredMs", 8013}, {"audioPacketLoss", 0.2}, {"rtt", 2}, {"rttFloor", 1}};
    EXPECT_EQ(Side(cause, evidence), ", in the network between the sender and the server that forwards its media");
    EXPECT_EQ(Explain(cause, evidence),
              " For 8.0 s the receiver requested lost packets and got hardly any: the server had not received them either.");
    EXPECT_EQ(Side(cause, {{"unansweredMs", 1900}, {"audioPacketLoss", 0.2}}).find("server that forwards"), std::string::npos);
  }
}

// There may be no server: the requests or their answers may have been lost on this receiver's own path.
TEST(ExplanationTest, RequestsInVainShowNothingIfTheOwnPathIsBad) {
  for (const char* cause : {"packet-loss", "congestion"}) {
    for (const std::vector<Fact>& evidence :
         {std::vector<Fact>{{"unansweredMs", 7015}, {"audioPacketLoss", 0.54}, {"rtt", 46}, {"rttFloor", 40}},
          std::vector<Fact>{{"unansweredMs", 7015}, {"audioPacketLoss", 0.2}, {"rtt", 2404}, {"rttFloor", 41}}}) {
      EXPECT_EQ(Side(cause, evidence).find("server that forwards"), std::string::npos);
      EXPECT_EQ(Explain(cause, evidence).find("the server had not received them"), std::string::npos);
    }
  }
}

// When the path is good again, a sender may take long to send video again, or may not do so.
TEST(ExplanationTest, NetworkIsNotBlamedForVideoThatWasNotSent) {
  for (const char* cause : {"network-cut", "congestion", "packet-loss"}) {
    Finding freeze = FreezeOf(cause, {{"bitrate", 90e3}, {"connectionSilentMs", 3000}});
    EXPECT_NE(OutBy({freeze}).find("a pause by the sender"), std::string::npos) << cause;
    freeze.unsent_ms = 4900;
    EXPECT_EQ(ExplanationOf(freeze).find("sent none"), std::string::npos) << cause << ": a key frame may be that late";
    freeze.unsent_ms = 13'000;
    EXPECT_NE(ExplanationOf(freeze).find(" For 13.0 s of that freeze, audio arrived without loss but no video: the sender, or the server "
                                         "in between, sent none."),
              std::string::npos)
        << ExplanationOf(freeze);
    EXPECT_EQ(OutBy({freeze}), " Ruled out: the decoder, load on this device.") << cause;
  }
  Finding freeze = FreezeOf("decoder-failure");
  freeze.unsent_ms = 13'000;
  EXPECT_EQ(ExplanationOf(freeze), "");
}

TEST(ExplanationTest, SilentConnectionPointsToTheNetworkOrFarEnd) {
  EXPECT_EQ(Side("network-cut", {{"connectionSilentMs", 4800}}),
            ", in the network path to this receiver or at the far end of the connection");
}

// A browser may not show that the far end has left (Firefox).
TEST(ExplanationTest, SilenceWithoutAnEndMayBeADeparture) {
  Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 16'000}});
  EXPECT_EQ(SideOf(cut).find("may have left"), std::string::npos);
  for (bool Finding::*not_over : {&Finding::running, &Finding::to_stream_end}) {
    Finding open = cut;
    open.*not_over = true;
    EXPECT_EQ(SideOf(open), ", in the network path to this receiver or at the far end of the connection, which may have left");
  }
}

TEST(ExplanationTest, CutInferredFromLossDoesNotClaimSilence) {
  EXPECT_EQ(Side("network-cut", {{"audioPacketLoss", 0.2}, {"packetLoss", 0.4}, {"connectionSilentMs", 90}}, "medium"),
            ", in the network between the sender and this receiver");
  EXPECT_EQ(Side("network-cut", {{"connectionSilentMs", 90}}, "medium"), "") << "the aftermath of a cut";
  EXPECT_EQ(Out("network-cut", {{"connectionSilentMs", 90}}, "medium"), "");
}

TEST(ExplanationTest, ShortSilenceMayBeABurstOfLoss) {
  EXPECT_EQ(Side("network-cut", {{"audioPacketLoss", 0.2}, {"connectionSilentMs", 800}}, "medium"),
            ": an outage of the network between the sender and this receiver, or a burst of packet loss");
}

TEST(ExplanationTest, UnseenQueueIsMarkedAsInferred) {
  EXPECT_NE(Explain("congestion", {{"audioQueuedMs", 250}}, "medium").find("This is inferred"), std::string::npos);
  EXPECT_EQ(Explain("congestion", {{"audioQueuedMs", 1500}}, "medium"), "");
  EXPECT_EQ(Explain("congestion", {{"rtt", 800}, {"rttFloor", 50}}, "medium"), "");
  EXPECT_EQ(Explain("congestion"), "");
}

TEST(ExplanationTest, OverloadExcludesOnlyWhatIsKnown) {
  EXPECT_EQ(Out("decoder-overload", {{"packetLoss", 0}, {"rtt", 52}, {"rttFloor", 50}}), " Ruled out: the network, the sender.");
  EXPECT_EQ(Out("decoder-overload", {{"packetLoss", 0}}), " Unlikely: the network, the sender.");
  EXPECT_EQ(Out("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}), "");
  EXPECT_NE(Explain("decoder-overload", {{"rtt", 52}, {"rttFloor", 50}}).find("so the network cannot be ruled out"), std::string::npos);
}

TEST(ExplanationTest, OverloadWithSlowRoundTripDoesNotExcludeTheNetwork) {
  const std::vector<Fact> evidence = {{"packetLoss", 0}, {"rtt", 700}, {"rttFloor", 41}};
  EXPECT_EQ(Out("decoder-overload", evidence), "");
  EXPECT_NE(Explain("decoder-overload", evidence).find("does not show whether the network or the device is at fault"), std::string::npos);
}

TEST(ExplanationTest, SlowDecoderIsDistinguishedFromSlowNetwork) {
  const std::vector<Fact> evidence = {{"decodeTimeMs", 332}, {"packetLoss", 0}, {"rtt", 726}, {"rttFloor", 41}};
  EXPECT_EQ(Explain("decoder-overload", evidence), "");
  EXPECT_EQ(Out("decoder-overload", evidence), " Unlikely: the network, the sender.");
}

TEST(ExplanationTest, UnknownLossDoesNotExcludeTheNetworkPath) {
  EXPECT_EQ(Out("keyframe-starvation", {{"packetLoss", 0}}), " Ruled out: the network path to this receiver, load on this device.");
  EXPECT_EQ(Out("keyframe-starvation"), " Ruled out: load on this device.");
}

TEST(ExplanationTest, CountedLossesAreNotRuledOut) {
  const std::vector<Fact> lossy = {{"packetLoss", 0.055}, {"audioPacketLoss", 0.057}, {"pliDelta", 1}};
  EXPECT_EQ(Out("keyframe-starvation", lossy), " Ruled out: load on this device.");
  EXPECT_EQ(Explain("keyframe-starvation", lossy),
            " Packets were lost, and the key frame that this made necessary was requested or sent late.");
  EXPECT_EQ(Out("jitter", {{"packetLoss", 0.92}}, "medium"), " Unlikely: the decoder.");
  EXPECT_EQ(Out("jitter", {{"packetLoss", 0.003}}, "medium"), " Unlikely: packet loss, the decoder.");
}

// A page decrypts in an encoded transform, after the frames arrived.
TEST(ExplanationTest, FramesMayBeDamagedInThePage) {
  EXPECT_NE(Side("decoder-failure").find("the page's encoded transform"), std::string::npos);
}

TEST(ExplanationTest, LossPointsToAPoorLinkOnlyWithoutQueueing) {
  EXPECT_EQ(Explain("packet-loss", {{"rtt", 52}, {"rttFloor", 50}}),
            " A poor link is more likely than insufficient bandwidth: the round-trip time did not exceed 52 ms.");
  for (const std::vector<Fact>& evidence : {std::vector<Fact>{{"rtt", 400}, {"rttFloor", 50}}, std::vector<Fact>()}) {
    EXPECT_EQ(Explain("packet-loss", evidence), "");
    EXPECT_NE(Side("packet-loss", evidence).find("(a poor link or insufficient bandwidth)"), std::string::npos);
  }
}

TEST(ExplanationTest, ArrivingPacketsExcludeASenderPause) {
  EXPECT_EQ(Out("packet-loss", {{"bitrate", 90e3}}), " Ruled out: a pause by the sender, the decoder, load on this device.");
  EXPECT_EQ(Out("packet-loss"), " Ruled out: the decoder, load on this device.");
}

// The queue may have been even longer just before: the comparison is only with the path's best.
TEST(ExplanationTest, JitterWithRisingRoundTripMayBeAQueue) {
  EXPECT_EQ(Explain("jitter", {{"rtt", 528}, {"rttBefore", 772}, {"rttFloor", 51}}),
            " A network queue that fills and drains would look the same.");
  EXPECT_EQ(Explain("jitter"), "");
}

// A single request may have been sent late and answered immediately.
TEST(ExplanationTest, KeyframeStarvationBlamesNoSide) {
  const std::string text = Explain("keyframe-starvation", {{"packetLoss", 0}, {"pliDelta", 1}});
  EXPECT_EQ(text, " Key frames must be requested or sent sooner, unless the page itself drops frames (encoded transform).");
  EXPECT_EQ(Explain("keyframe-starvation").find(" The counters show no key frame request;"), 0u);
}

// The receiver may have requested it during that freeze, so these counters need not show a request.
TEST(ExplanationTest, KeyFrameAwaitedAfterANetworkFreezeIsNotBlamedOnThePage) {
  Finding starved = FreezeOf("keyframe-starvation", {{"packetLoss", 0}});
  starved.cause_before = "congestion";
  EXPECT_EQ(ExplanationOf(starved),
            " It began right after a freeze with the cause congestion, in which frames that the decoder needs were probably lost.");
}

TEST(ExcludedTextTest, CommonExclusionsAreStatedOnce) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  Finding congestion = FreezeOf("congestion");
  EXPECT_EQ(OutBy({cut, congestion}), " Ruled out: a pause by the sender, the decoder, load on this device.");
  congestion.confidence = "medium";
  EXPECT_EQ(OutBy({cut, congestion}),
            " Ruled out for the network-cut freeze, unlikely for the congestion freeze: a pause by the sender, the decoder, load on this "
            "device.");
}

TEST(ExcludedTextTest, DifferentExclusionsNameTheirCauses) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  const Finding failure = FreezeOf("decoder-failure", {}, "medium");
  EXPECT_EQ(OutBy({cut, failure}),
            " Ruled out for the network-cut freeze: a pause by the sender, the decoder, load on this device. Unlikely for the "
            "decoder-failure freeze: the network.");
}

TEST(ExcludedTextTest, SeveralFreezesOfACauseAreSeveral) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  Finding failure = FreezeOf("decoder-failure");
  EXPECT_EQ(OutBy({cut, cut, failure}).find(" Ruled out for the network-cut freezes: "), 0u);
  failure.count = 2;
  EXPECT_NE(OutBy({cut, failure}).find(" Ruled out for the decoder-failure freezes: "), std::string::npos);
}

// A sender that paused during a cut, or a cut during a pause: how much of it the pause alone would have frozen is unknown.
TEST(ExcludedTextTest, PauseRightBeforeOrAfterIsNotRuledOut) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  EXPECT_EQ(OutBy({cut}), " Ruled out: a pause by the sender, the decoder, load on this device.");
  Finding before = cut, after = cut;
  before.cause_before = after.cause_after = "sender-stopped";
  EXPECT_EQ(OutBy({before}), " Ruled out: the decoder, load on this device.");
  EXPECT_EQ(OutBy({after}), " Ruled out: the decoder, load on this device.");
  EXPECT_EQ(OutBy({cut, after}), " Ruled out: the decoder, load on this device.") << "true of both";
}

TEST(ExcludedTextTest, CauseOfTheFreezeBesideIsNotRuledOut) {
  Finding starved = FreezeOf("keyframe-starvation", {{"packetLoss", 0}});
  starved.cause_before = "congestion";
  EXPECT_EQ(OutBy({starved}), " Ruled out: load on this device.");
  Finding jitter = FreezeOf("jitter", {}, "medium");
  jitter.cause_after = "decoder-overload";
  EXPECT_EQ(OutBy({jitter}), " Unlikely: packet loss.");
  jitter.cause_before = "packet-loss";
  EXPECT_EQ(OutBy({jitter}), "");
  Finding overload = FreezeOf("decoder-overload", {{"packetLoss", 0}});
  overload.cause_before = "jitter";
  EXPECT_EQ(OutBy({overload}), " Unlikely: the network, the sender.") << "jitter may come from the busy device";
  overload.cause_before = "packet-loss";
  EXPECT_EQ(OutBy({overload}), " Unlikely: the sender.");
}

TEST(ExcludedTextTest, ExclusionNamesItsCauseIfAnotherFreezeIsUnexplained) {
  const Finding cut = FreezeOf("network-cut", {{"connectionSilentMs", 4000}});
  Finding jitter = FreezeOf("jitter");
  jitter.duration_ms = 300;
  EXPECT_EQ(OutBy({cut, jitter}),
            " Ruled out for the network-cut freeze: a pause by the sender, the decoder, load on this device.");
}

}  // namespace
}  // namespace rtc_vitals
