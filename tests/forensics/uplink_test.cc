#include "core/forensics/uplink.h"

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

void Add(Uplink& uplink, const char* stream, double t, const OutboundVideoSample& sample) {
  uplink.Add(SampleKind::outboundVideo, stream, t, ValuesOf(sample));
}

TEST(UplinkTest, NothingWasSent) {
  Uplink uplink;
  Add(uplink, "V", 1000, OutboundVideoSample());
  EXPECT_EQ(uplink.Text(0, true), "");
}

TEST(UplinkTest, NoReportArrived) {
  Uplink uplink;
  Add(uplink, "V", 1000, Sent(kUnknown, kUnknown));
  EXPECT_EQ(uplink.Text(0, true), " The far end reported nothing about the media sent from this device.");
}

TEST(UplinkTest, LossHasItsWorstTimeAndRoundTripItsRange) {
  Uplink uplink;
  Add(uplink, "V", 11'000, Sent(0, 50));
  Add(uplink, "V", 12'000, Sent(0.1, 50));
  OutboundAudioSample audio;
  for (const double loss : {0.0, 0.3, 0.2}) {
    audio.remotePacketLoss = loss;
    audio.remoteRtt = 100 + 1010 * loss;
    uplink.Add(SampleKind::outboundAudio, "A", 11'000 + 10'000 * loss, ValuesOf(audio));
  }
  EXPECT_EQ(uplink.Text(10'000, true),
            " Media sent from this device: up to 30 % packet loss (at 4.0 s) and a round-trip time of 50 to 403 ms.");
}

TEST(UplinkTest, RoundTripMentionedElsewhereIsLeftOut) {
  Uplink uplink;
  for (const double t : {0.0, 1000.0}) Add(uplink, "V", t, Sent(0.3, 50));
  EXPECT_EQ(uplink.Text(0, false), " Media sent from this device: up to 30 % packet loss (at 1.0 s).");
}

TEST(UplinkTest, ZeroLossIsNotClaimed) {
  Uplink uplink;
  for (const double t : {0.0, 1000.0}) Add(uplink, "V", t, Sent(0, 50));
  EXPECT_EQ(uplink.Text(0, true), " Media sent from this device: a round-trip time of 50 ms.");
}

TEST(UplinkTest, FirstLossOfAStreamIsIgnored) {
  Uplink uplink;
  Add(uplink, "V1", 0, Sent(0.99, kUnknown));
  EXPECT_EQ(uplink.Text(0, true), "") << "a report arrived, but nothing in it counts";
  Add(uplink, "V1", 1000, Sent(0.02, kUnknown));
  Add(uplink, "V2", 1000, Sent(0.99, kUnknown));
  EXPECT_EQ(uplink.Text(0, true), " Media sent from this device: up to 2.0 % packet loss (at 1.0 s).");
}

TEST(UplinkTest, DistinguishesImpairedSentMedia) {
  Uplink uplink;
  for (const double t : {0.0, 1000.0}) Add(uplink, "V", t, Sent(0.09, 50));
  Add(uplink, "V", 2000, Sent(kUnknown, 149));
  EXPECT_FALSE(uplink.LostMuch());
  EXPECT_FALSE(uplink.WasSlow());
  Add(uplink, "V", 3000, Sent(0.1, kUnknown));
  EXPECT_TRUE(uplink.LostMuch());
  Add(uplink, "V", 4000, Sent(kUnknown, 150));
  EXPECT_TRUE(uplink.WasSlow());
}

}  // namespace
}  // namespace rtc_vitals
