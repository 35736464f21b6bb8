#include "core/freeze/sentences.h"

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
  EXPECT_EQ(SentenceOf(Freeze("network-cut", {{"bitrate", 128e3}, {"bitrateBefore", 107e3}, {"packetLoss", 0.3}, {"rttBefore", 52}, {"connectionSilentMs", 3700}, {"pliDelta", 2}}), 0),
            "From 12.0 s the picture of stream V stood for 6.1 s: network-cut (high confidence). Nothing at all arrived on this connection for at least 3.7 s; video had come "
            "at 107 kbit/s and the round trip had been 52 ms at best. When packets came again the picture still had to wait for a key frame, asked for 2 times.");
}

TEST(SentencesTest, WhatDidNotHappenIsSaidInWords) {
  EXPECT_EQ(SentenceOf(Freeze("keyframe-starvation", {{"bitrate", 355e3}, {"packetLoss", 0}, {"rtt", 4}, {"rttBefore", 1}, {"pliDelta", 1}}), 2000),
            "From 10.0 s the picture of stream V stood for 6.1 s: keyframe-starvation (high confidence). While it stood, video came at 355 kbit/s, no packet was "
            "lost, the round trip stayed at 4 ms and the receiver asked for a key frame once.");
}

TEST(SentencesTest, FreezesOfAnIntervalAreTogetherAndWithinIt) {
  Finding freeze = Freeze("packet-loss", {});
  freeze.precision = "interval";
  freeze.count = 2;
  freeze.duration_ms = 653;
  freeze.label = "Ann";
  EXPECT_EQ(SentenceOf(freeze, 0), "Between 12.0 s and 18.1 s the picture of Ann (stream V) stood 2 times, together for 653 ms: packet-loss (high confidence).");
}

}  // namespace
}  // namespace rtc_vitals
