#include "core/forensics/unsent_video.h"

#include <gtest/gtest.h>

#include "core/sample/sample.h"

namespace rtc_vitals {
namespace {

InboundAudioSample Audio(double bitrate, double loss) { return {.bitrate = bitrate, .packetLoss = loss}; }
constexpr double kBitrate = 30'000;

struct Call {
  UnsentVideo unsent;
  double t = 0;

  // A poll, one second after the last one, of the video V and some audio.
  void Poll(double video_bitrate, std::initializer_list<InboundAudioSample> audio = {Audio(kBitrate, 0)}) {
    const InboundVideoSample video{.bitrate = video_bitrate};
    unsent.AddVideo("V", ValuesOf(video));
    for (const InboundAudioSample& sample : audio) unsent.AddAudio(ValuesOf(sample));
    unsent.EndPoll(t += 1000);
  }
  double Ms() const { return unsent.Ms("V", 0, t); }
};

TEST(UnsentVideoTest, IsTheTimeWithoutABitWhileAudioIsComplete) {
  Call call;
  call.Poll(0);
  EXPECT_EQ(call.Ms(), 0) << "since when is unknown";
  call.Poll(0);
  call.Poll(0);
  EXPECT_EQ(call.Ms(), 2000);
  call.Poll(500);
  call.Poll(kUnknown);
  EXPECT_EQ(call.Ms(), 2000);
  call.Poll(0);
  EXPECT_EQ(call.Ms(), 3000);
  EXPECT_EQ(call.unsent.Ms("W", 0, call.t), 0);
}

TEST(UnsentVideoTest, CountsOnlyTheTimeAskedFor) {
  Call call;
  for (int i = 0; i < 9; ++i) call.Poll(0);
  EXPECT_EQ(call.unsent.Ms("V", 2500, 4000), 1500);
  EXPECT_EQ(call.unsent.Ms("V", 8500, 20'000), 500);
  EXPECT_EQ(call.unsent.Ms("V", 20'000, 30'000), 0);
}

TEST(UnsentVideoTest, LostOrMissingAudioProvesNothing) {
  Call call;
  call.Poll(0);
  call.Poll(0, {});
  call.Poll(0, {Audio(0, kUnknown)});
  call.Poll(0, {Audio(kBitrate, kUnknown)});
  call.Poll(0, {Audio(kBitrate, 0), Audio(kBitrate, 0.1)});
  EXPECT_EQ(call.Ms(), 0);
  call.Poll(0, {Audio(kBitrate, 0), Audio(0, kUnknown)});
  EXPECT_EQ(call.Ms(), 1000) << "one of them may be muted";
}

TEST(UnsentVideoTest, LostDataIsNotCounted) {
  Call call;
  call.Poll(0);
  call.unsent.MarkLost();
  call.t += 60'000;
  call.Poll(0);
  EXPECT_EQ(call.Ms(), 0);
  call.Poll(0);
  EXPECT_EQ(call.Ms(), 1000);
}

// The video is not in the polls that follow.
TEST(UnsentVideoTest, VideoWithoutASampleIsUnknown) {
  Call call;
  call.Poll(0);
  call.Poll(0);
  call.unsent.AddAudio(ValuesOf(Audio(kBitrate, 0)));
  call.unsent.EndPoll(call.t += 1000);
  EXPECT_EQ(call.Ms(), 1000);
}

}  // namespace
}  // namespace rtc_vitals
