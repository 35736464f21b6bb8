#include "core/forensics/freeze_text.h"

#include <gtest/gtest.h>

#include "tests/support/test_findings.h"

namespace rtc_vitals {
namespace {

Finding Freeze(double start, double ms, const char* cause = "network-cut", const char* stream = "V", const char* confidence = "high") {
  Finding finding = TestFreeze(start, ms, cause, stream);
  finding.confidence = confidence;
  if (finding.cause == "network-cut") {
    finding.evidence = {{"connectionSilentMs", ms - 600}, {"audioPacketLoss", 0}, {"bitrateBefore", 604e3}};
  }
  return finding;
}

std::string TextOf(const std::vector<Finding>& freezes) {
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  return FreezeSummary(freezes, groups, " (26 % of 47.3 s)", 0) + FreezeDetails(freezes, groups, 0);
}

TEST(FreezeTextTest, OneFreeze) {
  EXPECT_EQ(TextOf({Freeze(11'700, 12'100)}),
            "One freeze of 12.1 s at 11.7 s (26 % of 47.3 s), in stream V. Cause: network-cut (high confidence), in the network path to "
            "this receiver or at "
            "the far end of the connection. During the freeze, nothing arrived for at least 11.5 s, neither video nor audio (604 kbit/s of "
            "video before). "
            "Ruled out: a pause by the sender, the decoder, load on this device.");
}

TEST(FreezeTextTest, OneCauseListsTheTimesAndExplainsTheLongest) {
  EXPECT_EQ(TextOf({Freeze(9200, 5900), Freeze(20'000, 800, "network-cut", "V", "medium"), Freeze(35'100, 9600, "network-cut")}),
            "3 freezes, 16.3 s in total (26 % of 47.3 s), in stream V. Cause: network-cut (high confidence), in the network path to this "
            "receiver or at the "
            "far end of the connection. It froze at 9.2 s for 5.9 s, at 20.0 s for 800 ms (medium confidence) and at 35.1 s for 9.6 s. In "
            "the longest freeze, "
            "nothing arrived for at least 9.0 s, neither video nor audio (604 kbit/s of video before). Ruled out: a pause by the sender, "
            "the decoder, load on "
            "this device.");
}

TEST(FreezeTextTest, EachCauseIsReportedOnceAndShortFreezesAreSummed) {
  std::vector<Finding> freezes = {Freeze(9200, 5900),
                                  Freeze(20'000, 2000, "congestion"),
                                  Freeze(30'000, 300, "jitter"),
                                  Freeze(40'000, 400, "jitter"),
                                  Freeze(50'000, 250, "congestion"),
                                  Freeze(60'000, 250, "congestion")};
  freezes[1].evidence = {{"packetLoss", 0.3}, {"rtt", 800}, {"rttFloor", 50}};
  EXPECT_EQ(TextOf(freezes),
            "6 freezes, 9.1 s in total (26 % of 47.3 s), in stream V. Main cause: network-cut (high confidence), in the network path to "
            "this receiver or at "
            "the far end of the connection. Freeze with this cause: at 9.2 s for 5.9 s. During the freeze, nothing arrived for at least "
            "5.3 s, neither video nor audio (604 kbit/s of "
            "video before). Another cause: congestion (high confidence), in the network between this receiver and the server or peer. "
            "Freezes with this cause: at 20.0 s for 2.0 s and twice "
            "more between 50.0 s and 1 min 0.3 s (500 ms in total). In the longest freeze, 30 % of the video packets were lost, and the "
            "round-trip time was up "
            "to 800 ms (minimum 50 ms). Shorter freezes: jitter (high confidence) twice between 30.0 s and 40.4 s (700 ms in total). Ruled "
            "out for the "
            "network-cut and congestion freezes: a pause by the sender, the decoder, load on this device.");
}

TEST(FreezeTextTest, FreezesCountedTogetherAreSeveral) {
  Finding twice = Freeze(30'000, 800, "packet-loss");
  twice.precision = "interval";
  twice.end = 31'000;
  twice.count = 2;
  EXPECT_NE(TextOf({Freeze(9200, 5900), twice}).find(" Shorter freezes: packet-loss (high confidence) twice between"), std::string::npos);
  twice.duration_ms = 6000;
  EXPECT_NE(TextOf({Freeze(9200, 5900), twice}).find(" Freezes with this cause: twice between"), std::string::npos);
}

TEST(FreezeTextTest, ShortFreezesOfAnUnknownCauseAreNamedSo) {
  const std::string text = TextOf({Freeze(9200, 5900), Freeze(30'000, 300, "unknown")});
  EXPECT_NE(text.find(" Shorter freeze: unknown cause at 30.0 s for 300 ms."), std::string::npos) << text;
}

TEST(FreezeTextTest, StreamsThatFrozeTogetherAreReportedTogether) {
  const std::vector<Finding> freezes = {Freeze(10'000, 12'000), Freeze(10'100, 11'500, "network-cut", "W"),
                                        Freeze(30'000, 3000, "network-cut", "W")};
  EXPECT_EQ(TextOf(freezes),
            "3 freezes, 26.5 s in total, in 2 video streams. Cause: network-cut (high confidence), in the network path to this receiver or "
            "at the far end of "
            "the connection. They froze: stream V and stream W at 10.0 s for 12.0 s at most and stream W at 30.0 s for 3.0 s. In the "
            "longest freeze, nothing "
            "arrived for at least 11.4 s, neither video nor audio (604 kbit/s of video before). Ruled out: a pause by the sender, the "
            "decoder, load on this "
            "device.");
}

TEST(FreezeTextTest, ManyStreamsAreCounted) {
  std::vector<Finding> freezes;
  for (const char* stream : {"A", "B", "C", "D", "E"}) freezes.push_back(Freeze(10'000, 12'000, "network-cut", stream));
  EXPECT_NE(TextOf(freezes).find("They froze: 5 video streams at 10.0 s for 12.0 s at most."), std::string::npos) << TextOf(freezes);
}

TEST(FreezeTextTest, IntervalCountersCoverTheWholeInterval) {
  Finding freeze = Freeze(14'000, 350, "packet-loss");
  freeze.precision = "interval";
  freeze.end = 15'000;
  freeze.evidence = {{"packetLoss", 0.2}};
  EXPECT_EQ(TextOf({freeze}),
            "One freeze of 350 ms between 14.0 s and 15.0 s (26 % of 47.3 s), in stream V. Cause: packet-loss (high confidence), in the "
            "network between the "
            "sender and this receiver (a poor link or insufficient bandwidth). In that interval, 20 % of the video packets were lost. "
            "Ruled out: the decoder, "
            "load on this device.");
}

TEST(FreezeTextTest, IntervalCountersOfOneOfSeveralFreezesCoverTheWholeIntervalToo) {
  Finding freeze = Freeze(14'000, 1350, "packet-loss");
  freeze.precision = "interval";
  freeze.end = 24'000;
  freeze.evidence = {{"packetLoss", 0.2}};
  const Finding cut = Freeze(30'000, 5900), shorter = Freeze(40'000, 300, "packet-loss");
  EXPECT_NE(TextOf({freeze, cut}).find(" for 1.4 s. In that interval, 20 % of"), std::string::npos) << TextOf({freeze, cut});
  EXPECT_NE(TextOf({freeze, shorter}).find(" In the interval of the longest freeze, 20 % of"), std::string::npos);
}

TEST(FreezeTextTest, ShortFreezesOfOneOfSeveralStreamsNameIt) {
  const std::string text = TextOf({Freeze(9200, 5900), Freeze(30'000, 300, "jitter", "W")});
  EXPECT_NE(text.find(" Shorter freeze: jitter (high confidence) in stream W at 30.0 s for 300 ms."), std::string::npos) << text;
}

TEST(FreezeTextTest, UnknownCauseMakesNoClaims) {
  EXPECT_EQ(TextOf({Freeze(1000, 700, "unknown", "V", "low")}),
            "One freeze of 700 ms at 1.0 s (26 % of 47.3 s), in stream V. Cause: unknown. The counters that this browser reports do not "
            "show why.");
}

}  // namespace
}  // namespace rtc_vitals
