#include "core/forensics/freeze_text.h"

#include <gtest/gtest.h>

#include "tests/support/test_findings.h"

namespace rtc_vitals {
namespace {

Finding Freeze(double start, double ms, const char* cause = "network-cut", const char* stream = "V", const char* confidence = "high") {
  Finding finding = TestFreeze(start, ms, cause, stream);
  finding.confidence = confidence;
  if (finding.cause == "network-cut") finding.evidence = {{"connectionSilentMs", ms - 600}, {"audioPacketLoss", 0}, {"bitrateBefore", 604e3}};
  return finding;
}

std::string TextOf(const std::vector<Finding>& freezes) {
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  return FreezeSummary(freezes, groups, ", 26 % of 47.3 s", 0) + FreezeDetails(freezes, groups, 0);
}

TEST(FreezeTextTest, OneFreeze) {
  EXPECT_EQ(TextOf({Freeze(11'700, 12'100)}),
            "One freeze of 12.1 s from 11.7 s, 26 % of 47.3 s, in stream V; cause: network-cut (high confidence), in the network towards this receiver or at its other end. While it "
            "stood, nothing arrived for at least 11.5 s, no sound either (604 kbit/s of video before). Ruled out: a sender's pause, the decoder, this device's load.");
}

TEST(FreezeTextTest, OfOneCauseTheTimesAreListedAndTheLongestIsExplained) {
  EXPECT_EQ(TextOf({Freeze(9200, 5900), Freeze(20'000, 800, "network-cut", "V", "medium"), Freeze(35'100, 9600, "network-cut")}),
            "3 freezes of 16.3 s together, 26 % of 47.3 s, in stream V; cause: network-cut (high confidence), in the network towards this receiver or at its other end. It stood from "
            "9.2 s for 5.9 s, from 20.0 s for 800 ms (medium confidence) and from 35.1 s for 9.6 s; in the longest, nothing arrived for at least 9.0 s, no sound either (604 kbit/s "
            "of video before). Ruled out: a sender's pause, the decoder, this device's load.");
}

TEST(FreezeTextTest, EachCauseIsToldOnceAndShortOnesAreAddedUp) {
  std::vector<Finding> freezes = {Freeze(9200, 5900), Freeze(20'000, 2000, "congestion"), Freeze(30'000, 300, "jitter"), Freeze(40'000, 400, "jitter"), Freeze(50'000, 250, "congestion"),
                                  Freeze(60'000, 250, "congestion")};
  freezes[1].evidence = {{"packetLoss", 0.3}, {"rtt", 800}, {"rttFloor", 50}};
  EXPECT_EQ(TextOf(freezes),
            "6 freezes of 9.1 s together, 26 % of 47.3 s, in stream V; main cause: network-cut (high confidence), in the network towards this receiver or at its other end. Cause "
            "network-cut: from 9.2 s for 5.9 s; nothing arrived for at least 5.3 s, no sound either (604 kbit/s of video before). Cause congestion (high confidence), in the network "
            "between this receiver and the server or peer: from 20.0 s for 2.0 s and twice more between 50.0 s and 1 min 0.3 s (500 ms together); in the longest, 30 % of the video "
            "packets were lost and the round trip was up to 800 ms (50 ms at best). Shorter: jitter (high confidence) twice between 30.0 s and 40.4 s (700 ms together). Ruled out "
            "for network-cut, congestion: a sender's pause, the decoder, this device's load.");
}

TEST(FreezeTextTest, PicturesThatStoodTogetherAreToldTogether) {
  const std::vector<Finding> freezes = {Freeze(10'000, 12'000), Freeze(10'100, 11'500, "network-cut", "W"), Freeze(30'000, 3000, "network-cut", "W")};
  EXPECT_EQ(TextOf(freezes),
            "3 freezes of 26.5 s together in 2 pictures; cause: network-cut (high confidence), in the network towards this receiver or at its other end. They stood: stream V and "
            "stream W from 10.0 s for 12.0 s at most and stream W from 30.0 s for 3.0 s; in the longest, nothing arrived for at least 11.4 s, no sound either (604 kbit/s of video "
            "before). Ruled out: a sender's pause, the decoder, this device's load.");
}

TEST(FreezeTextTest, ManyPicturesAreCounted) {
  std::vector<Finding> freezes;
  for (const char* stream : {"A", "B", "C", "D", "E"}) freezes.push_back(Freeze(10'000, 12'000, "network-cut", stream));
  EXPECT_NE(TextOf(freezes).find("They stood: 5 pictures from 10.0 s for 12.0 s at most;"), std::string::npos) << TextOf(freezes);
}

TEST(FreezeTextTest, CountersOfAnIntervalAreOfAllOfIt) {
  Finding freeze = Freeze(14'000, 350, "packet-loss");
  freeze.precision = "interval";
  freeze.end = 15'000;
  freeze.evidence = {{"packetLoss", 0.2}};
  EXPECT_EQ(TextOf({freeze}),
            "One freeze of 350 ms between 14.0 s and 15.0 s, 26 % of 47.3 s, in stream V; cause: packet-loss (high confidence), in the network between the sender and this receiver (a "
            "bad link or too little bandwidth). In that time 20 % of the video packets were lost. Ruled out: the decoder, this device's load.");
}

TEST(FreezeTextTest, OfAnUnknownCauseNothingIsClaimed) {
  EXPECT_EQ(TextOf({Freeze(1000, 700, "unknown", "V", "low")}),
            "One freeze of 700 ms from 1.0 s, 26 % of 47.3 s, in stream V; cause: unknown. The counters that this browser offers do not tell why.");
}

}  // namespace
}  // namespace rtc_vitals
