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

TEST(WayUpTest, NothingWasSent) {
  WayUp way;
  way.Add(SampleKind::outboundVideo, 1000, ValuesOf(OutboundVideoSample()));
  EXPECT_EQ(way.Text(0), "");
}

TEST(WayUpTest, NoReportCame) {
  WayUp way;
  way.Add(SampleKind::outboundVideo, 1000, ValuesOf(Sent(kUnknown, kUnknown)));
  EXPECT_EQ(way.Text(0), " Of what was sent from here the far side reported nothing.");
}

TEST(WayUpTest, LossIsToldWithItsWorstMomentAndTheRoundTripWithItsRange) {
  WayUp way;
  way.Add(SampleKind::outboundVideo, 11'000, ValuesOf(Sent(0, 50)));
  EXPECT_EQ(way.Text(10'000), " Of what was sent from here the far side reported no packet lost and a round trip of 50 ms.");
  OutboundAudioSample audio;
  audio.remotePacketLoss = 0.3;
  audio.remoteRtt = 403;
  way.Add(SampleKind::outboundAudio, 12'000, ValuesOf(audio));
  EXPECT_EQ(way.Text(10'000), " Of what was sent from here the far side reported 15 % of the packets lost on average, 30 % at most (at 2.0 s) and a round trip of 50 to 403 ms.");
}

}  // namespace
}  // namespace rtc_vitals
