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

TEST(SentencesTest, FreezeTextHasStartAndDuration) {
  EXPECT_EQ(WhenText(Freeze("jitter", {}), 2000), "at 10.0 s for 6.1 s");
  Finding freeze = Freeze("jitter", {});
  freeze.running = true;
  EXPECT_EQ(WhenText(freeze, 0), "from 12.0 s until the last poll for 6.1 s");
  freeze.running = false;
  freeze.to_stream_end = true;
  EXPECT_EQ(WhenText(freeze, 0), "from 12.0 s until the last poll of its stream for 6.1 s");
}

TEST(SentencesTest, IntervalFreezesAreSummedWithinTheInterval) {
  Finding freeze = Freeze("packet-loss", {});
  freeze.precision = "interval";
  freeze.duration_ms = 653;
  EXPECT_EQ(WhenText(freeze, 0), "between 12.0 s and 18.1 s for 653 ms");
  freeze.count = 2;
  EXPECT_EQ(WhenText(freeze, 0), "twice between 12.0 s and 18.1 s for 653 ms in total");
}

TEST(SentencesTest, LabelNamesTheParticipant) {
  Finding freeze = Freeze("jitter", {});
  EXPECT_EQ(PictureOf(freeze), "stream V");
  freeze.label = "Ann";
  EXPECT_EQ(PictureOf(freeze), "Ann (stream V)");
}

TEST(SentencesTest, CutIsDescribedByItsSilenceNotByMixedRates) {
  EXPECT_EQ(SeenText(Freeze("network-cut", {{"bitrate", 128e3},
                                            {"bitrateBefore", 107e3},
                                            {"packetLoss", 0.3},
                                            {"rttBefore", 52},
                                            {"connectionSilentMs", 3700},
                                            {"pliDelta", 2}})),
            "nothing arrived for at least 3.7 s (107 kbit/s of video before), and 30 % of the video packets were lost in total");
  EXPECT_EQ(SeenText(Freeze("network-cut", {{"audioPacketLoss", 0}, {"connectionSilentMs", 5700}})),
            "nothing arrived for at least 5.7 s, neither video nor audio");
}

TEST(SentencesTest, AbsenceOfLossIsStated) {
  EXPECT_EQ(SeenText(Freeze("keyframe-starvation", {{"bitrate", 355e3}, {"packetLoss", 0}, {"rtt", 4}, {"rttFloor", 1}, {"pliDelta", 1}})),
            "video arrived at 355 kbit/s, no packet was lost, and the receiver requested a key frame once");
}

// Browsers do not count a long run of lost packets.
TEST(SentencesTest, WithMissingAudioLossIsOnlyCountedLoss) {
  EXPECT_NE(SeenText(Freeze("congestion", {{"packetLoss", 0}, {"audioQueuedMs", 700}})).find("no packet was counted as lost"),
            std::string::npos);
  EXPECT_NE(SeenText(Freeze("congestion", {{"audioPacketLoss", 0.06}, {"audioQueuedMs", 700}}))
                .find("6.0 % of the audio packets were counted as lost"),
            std::string::npos);
  EXPECT_NE(SeenText(Freeze("congestion", {{"audioPacketLoss", 0.06}})).find("6.0 % of the audio packets were lost"), std::string::npos);
  const std::string cut = SeenText(Freeze("network-cut", {{"packetLoss", 0}, {"nackDelta", 26}, {"connectionSilentMs", 1200}}));
  EXPECT_EQ(cut.find("lost"), std::string::npos) << cut;
}

TEST(SentencesTest, QueueSeenOnlyInAudioIsDescribedByIt) {
  Finding freeze = Freeze("congestion", {{"audioQueuedMs", 1500}});
  EXPECT_EQ(SeenText(freeze), "1.5 s of audio neither arrived in time nor was counted as lost (queued, or dropped from a queue)");
  freeze.confidence = "medium";
  EXPECT_NE(SeenText(freeze).find(", unless its sender sent less)"), std::string::npos);
  freeze.evidence = {{"audioQueuedMs", 250}};
  EXPECT_EQ(SeenText(freeze), "");
}

TEST(SentencesTest, FallingOutgoingEstimateIsMentioned) {
  EXPECT_EQ(SeenText(Freeze("congestion", {{"availableOutgoingBitrate", 50e3}, {"availableOutgoingBitrateBefore", 900e3}})),
            "the outgoing bandwidth estimate fell from 900 kbit/s to 50 kbit/s");
  EXPECT_EQ(SeenText(Freeze("congestion", {{"availableOutgoingBitrate", 900e3}, {"availableOutgoingBitrateBefore", 900e3}})), "");
}

// It may have been even longer just before: the comparison is only with the path's best.
TEST(SentencesTest, LongRoundTripIsNotDescribedAsGrowing) {
  const std::vector<Fact> evidence = {{"rtt", 403}, {"rttBefore", 770}, {"rttFloor", 50}};
  for (const char* cause :
       {"congestion", "packet-loss", "jitter", "keyframe-starvation", "decoder-failure", "decoder-overload", "unknown"}) {
    EXPECT_EQ(SeenText(Freeze(cause, evidence)), "the round-trip time was up to 403 ms (minimum 50 ms)") << cause;
  }
}

TEST(SentencesTest, JitterIsReportedPerMedia) {
  EXPECT_EQ(
      SeenText(Freeze(
          "jitter",
          {{"packetLoss", 0}, {"jitter", 120}, {"jitterBefore", 40}, {"jitterFloor", 4}, {"audioJitter", 19}, {"audioJitterFloor", 1}})),
      "no packet was lost, and jitter was up to 120 ms (minimum 4 ms) for video and up to 19 ms (minimum 1 ms) for audio");
  EXPECT_EQ(SeenText(Freeze("jitter", {{"packetLoss", 0.01}})), "1.0 % of the video packets were lost");
}

TEST(SentencesTest, OverloadIsDescribedByFrameCounts) {
  EXPECT_EQ(SeenText(Freeze("decoder-overload", {{"bitrate", 9e5},
                                                 {"framesReceivedDelta", 60},
                                                 {"framesDecodedDelta", 12},
                                                 {"framesDroppedDelta", 9},
                                                 {"decodeTimeMs", 85},
                                                 {"packetLoss", 0},
                                                 {"rtt", 52},
                                                 {"rttFloor", 50}})),
            "60 frames arrived, 12 were decoded, 9 frames were dropped, decoding took 85 ms per frame, no packet was lost, and the "
            "round-trip time did not exceed 52 ms");
}

TEST(SentencesTest, EvidenceAgainstTheCauseIsIncluded) {
  Finding freeze = Freeze("congestion", {{"bitrate", 150e3}, {"packetLoss", 0}, {"rtt", 54}, {"rttFloor", 51}});
  EXPECT_EQ(InferredText(freeze, 0, nullptr), "");
  freeze.confidence = "medium";
  EXPECT_EQ(InferredText(freeze, 0, nullptr), " Neither packet loss nor round-trip time shows this on its own.");
  freeze.evidence.push_back({"audioQueuedMs", 700});
  EXPECT_EQ(InferredText(freeze, 0, nullptr), "") << "audio shows it";
}

TEST(SentencesTest, AftermathNamesTheEarlierFreeze) {
  Finding earlier = Freeze("network-cut", {});
  earlier.end = 9300;
  Finding freeze = Freeze("network-cut", {{"bitrate", 150e3}, {"connectionSilentMs", 13}});
  freeze.confidence = "medium";
  EXPECT_EQ(SeenText(freeze).find("nothing arrived"), std::string::npos);
  EXPECT_EQ(InferredText(freeze, 0, &earlier),
            " It began 2.7 s after the freeze with the same cause that ended at 9.3 s and is attributed to it.");
  earlier.end = 11'990;
  EXPECT_NE(InferredText(freeze, 0, &earlier).find("It began right after the freeze"), std::string::npos);
}

// Jitter buffers hold some frames.
TEST(SentencesTest, SilenceThatBeganBeforeTheFreezeIsSaidTo) {
  EXPECT_EQ(SeenText(Freeze("network-cut", {{"audioPacketLoss", 0}, {"connectionSilentMs", 6400}})),
            "nothing arrived for at least 6.4 s, from shortly before it, neither video nor audio");
}

TEST(SentencesTest, LaterCutWithItsOwnLossesIsNoAftermath) {
  Finding earlier = Freeze("network-cut", {});
  earlier.end = 1000;
  Finding freeze = Freeze("network-cut", {{"packetLoss", 0.15}, {"connectionSilentMs", 80}});
  freeze.confidence = "medium";
  EXPECT_EQ(InferredText(freeze, 0, &earlier), " Consecutive packets were lost; the connection was not completely silent.");
  earlier.end = 11'000;
  EXPECT_NE(InferredText(freeze, 0, &earlier).find("attributed to it"), std::string::npos) << "its losses may be those of the earlier cut";
}

TEST(SentencesTest, CutInferredFromBurstsIsDescribedByLoss) {
  Finding freeze = Freeze("network-cut", {{"packetLoss", 0.69}, {"audioPacketLoss", 0.43}, {"connectionSilentMs", 13}});
  freeze.confidence = "medium";
  EXPECT_EQ(SeenText(freeze), "69 % of the video and 43 % of the audio packets were lost");
  EXPECT_EQ(InferredText(freeze, 0, nullptr), " Consecutive packets were lost; the connection was not completely silent.");
  freeze.evidence = {{"packetLoss", 0}, {"audioPacketLoss", 0.43}};
  EXPECT_EQ(InferredText(freeze, 0, nullptr), " Consecutive packets were lost; the connection was not completely silent.");
}

TEST(SentencesTest, RetransmittedPacketsAreNotLost) {
  EXPECT_EQ(SeenText(Freeze("packet-loss", {{"packetLoss", 0}, {"nackDelta", 2}})),
            "retransmission was requested (NACK) twice, but no packet was permanently lost");
}

TEST(SentencesTest, UncountedLossIsNotZero) {
  const std::string text = SeenText(Freeze("congestion", {{"bitrate", 9e3}, {"nackDelta", 2}}));
  EXPECT_NE(text.find("retransmission was requested (NACK) twice"), std::string::npos) << text;
  EXPECT_EQ(text.find("lost"), std::string::npos) << text;
}

}  // namespace
}  // namespace rtc_vitals
