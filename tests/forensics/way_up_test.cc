#include "core/forensics/way_up.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

OutboundVideoSample Sent(double loss, double rtt, double bitrate = 500'000) {
  OutboundVideoSample sample;
  sample.bitrate = bitrate;
  sample.remotePacketLoss = loss;
  sample.remoteRtt = rtt;
  return sample;
}

void Add(WayUp& way, const char* stream, double t, const OutboundVideoSample& sample) { way.Add(SampleKind::outboundVideo, stream, t, ValuesOf(sample)); }

TEST(WayUpTest, NothingWasSent) {
  WayUp way;
  Add(way, "V", 1000, OutboundVideoSample());
  EXPECT_EQ(way.Text(0), "");
}

TEST(WayUpTest, NoReportCame) {
  WayUp way;
  Add(way, "V", 1000, Sent(kUnknown, kUnknown));
  EXPECT_EQ(way.Text(0), " Of what was sent from here the far side reported nothing.");
}

TEST(WayUpTest, LossIsToldWithItsWorstMomentAndTheRoundTripWithItsRange) {
  WayUp way;
  Add(way, "V", 11'000, Sent(0, 50));
  Add(way, "V", 12'000, Sent(0, 50));
  EXPECT_EQ(way.Text(10'000), " Of what was sent from here the far side reported no packet lost and a round trip of 50 ms.");
  OutboundAudioSample audio;
  audio.bitrate = 500'000;
  audio.remotePacketLoss = 0;
  way.Add(SampleKind::outboundAudio, "A", 11'000, ValuesOf(audio));
  audio.remotePacketLoss = 0.3;
  audio.remoteRtt = 403;
  way.Add(SampleKind::outboundAudio, "A", 12'000, ValuesOf(audio));
  EXPECT_EQ(way.Text(10'000), " Of what was sent from here the far side reported 15 % lost on average, 30 % at most (at 2.0 s) and a round trip of 50 to 403 ms.");
}

TEST(WayUpTest, TheFirstLossOfAStreamDoesNotCount) {
  WayUp way;
  Add(way, "V1", 0, Sent(0.99, kUnknown));
  EXPECT_EQ(way.Text(0), "") << "a report came, and nothing of it counts";
  Add(way, "V1", 1000, Sent(0, kUnknown));
  Add(way, "V2", 1000, Sent(0.99, kUnknown));
  EXPECT_EQ(way.Text(0), " Of what was sent from here the far side reported no packet lost.");
}

TEST(WayUpTest, AReportCountsForWhatWasSentSinceTheLast) {
  WayUp way;
  Add(way, "V", 0, Sent(0, kUnknown));
  Add(way, "V", 1000, Sent(0.4, kUnknown, 100'000));
  for (const double t : {2000.0, 3000.0, 4000.0}) Add(way, "V", t, Sent(kUnknown, kUnknown, 100'000));
  Add(way, "V", 5000, Sent(0, kUnknown, 600'000));
  EXPECT_EQ(way.Text(0), " Of what was sent from here the far side reported 4.0 % lost on average, 40 % at most (at 1.0 s).");
}

TEST(WayUpTest, WhereNothingTellsWhatWasSentThereIsNoAverage) {
  WayUp way;
  Add(way, "V", 0, Sent(0, kUnknown));
  Add(way, "V", 1000, Sent(0.4, kUnknown, kUnknown));
  Add(way, "V", 2000, Sent(0, kUnknown, kUnknown));
  EXPECT_EQ(way.Text(0), " Of what was sent from here the far side reported 40 % lost at most (at 1.0 s).");
}

TEST(WayUpTest, AWayThatSufferedIsToldFromOneThatDidNot) {
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
