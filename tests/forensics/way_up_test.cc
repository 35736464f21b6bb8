#include "core/forensics/way_up.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

OutboundVideoSample Sent(double loss, double rtt) {
  OutboundVideoSample sample;
  sample.bitrate = 500'000;
  sample.remotePacketLoss = loss;
  sample.remoteRtt = rtt;
  return sample;
}

void Add(WayUp& way, const char* stream, double t, const OutboundVideoSample& sample) {
  way.Add(SampleKind::outboundVideo, stream, t, ValuesOf(sample));
}

TEST(WayUpTest, NothingWasSent) {
  WayUp way;
  Add(way, "V", 1000, OutboundVideoSample());
  EXPECT_EQ(way.Text(0, true), "");
}

TEST(WayUpTest, NoReportArrived) {
  WayUp way;
  Add(way, "V", 1000, Sent(kUnknown, kUnknown));
  EXPECT_EQ(way.Text(0, true), " The far end reported nothing about the media sent from this device.");
}

TEST(WayUpTest, LossHasItsWorstTimeAndRoundTripItsRange) {
  WayUp way;
  Add(way, "V", 11'000, Sent(0, 50));
  Add(way, "V", 12'000, Sent(0.1, 50));
  OutboundAudioSample audio;
  for (const double loss : {0.0, 0.3, 0.2}) {
    audio.remotePacketLoss = loss;
    audio.remoteRtt = 100 + 1010 * loss;
    way.Add(SampleKind::outboundAudio, "A", 11'000 + 10'000 * loss, ValuesOf(audio));
  }
  EXPECT_EQ(way.Text(10'000, true),
            " Media sent from this device: up to 30 % packet loss (at 4.0 s) and a round-trip time of 50 to 403 ms.");
}

TEST(WayUpTest, RoundTripMentionedElsewhereIsLeftOut) {
  WayUp way;
  for (const double t : {0.0, 1000.0}) Add(way, "V", t, Sent(0.3, 50));
  EXPECT_EQ(way.Text(0, false), " Media sent from this device: up to 30 % packet loss (at 1.0 s).");
}

TEST(WayUpTest, ZeroLossIsNotClaimed) {
  WayUp way;
  for (const double t : {0.0, 1000.0}) Add(way, "V", t, Sent(0, 50));
  EXPECT_EQ(way.Text(0, true), " Media sent from this device: a round-trip time of 50 ms.");
}

TEST(WayUpTest, FirstLossOfAStreamIsIgnored) {
  WayUp way;
  Add(way, "V1", 0, Sent(0.99, kUnknown));
  EXPECT_EQ(way.Text(0, true), "") << "a report arrived, but nothing in it counts";
  Add(way, "V1", 1000, Sent(0.02, kUnknown));
  Add(way, "V2", 1000, Sent(0.99, kUnknown));
  EXPECT_EQ(way.Text(0, true), " Media sent from this device: up to 2.0 % packet loss (at 1.0 s).");
}

TEST(WayUpTest, DistinguishesImpairedSentMedia) {
  WayUp way;
  for (const double t : {0.0, 1000.0}) Add(way, "V", t, Sent(0.09, 50));
  Add(way, "V", 2000, Sent(kUnknown, 149));
  EXPECT_FALSE(way.LostMuch());
  EXPECT_FALSE(way.WasSlow());
  Add(way, "V", 3000, Sent(0.1, kUnknown));
  EXPECT_TRUE(way.LostMuch());
  Add(way, "V", 4000, Sent(kUnknown, 150));
  EXPECT_TRUE(way.WasSlow());
}

}  // namespace
}  // namespace rtc_vitals
