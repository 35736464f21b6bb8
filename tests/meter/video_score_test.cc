#include "core/meter/video_score.h"

#include <gtest/gtest.h>

#include "core/seam/labels.h"
#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

InboundVideoSample Hd(double bitrate, double fps) {
  return {.bitrate = bitrate, .framesDecodedPerSecond = fps, .frozenMs = 0, .jitterBufferDelayMs = 50, .frameWidth = 1280,
          .frameHeight = 720};
}

double Score(const InboundVideoSample& sample, double rtt = 100, int codec = 0, bool screen = false) {
  return VideoScore().Update(sample, 1000, rtt, codec, screen);
}

TEST(VideoScoreTest, MatchesAHandComputedScore) {
  // 1.5 Mbit/s over 1280 x 720 x 30 = 0.054253 bits per pixel; 0.56 ln 0.054253 + 5.36 = 3.7282; delay 0.002 (50 + 50) = 0.2
  EXPECT_NEAR(Score(Hd(1.5e6, 30)), 3.5282, 0.0005);
}

TEST(VideoScoreTest, IsTheWorstWithoutFramesOrBits) {
  EXPECT_VALUE(Score(Hd(1.5e6, 0)), 1);
  EXPECT_VALUE(Score(Hd(0, 30)), 1);
}

TEST(VideoScoreTest, IsUnknownForAStillPictureThatIsNotFrozen) {
  InboundVideoSample sample = Hd(0, 0);
  sample.isFrozen = 0;
  EXPECT_UNKNOWN(Score(sample));
  sample.isFrozen = 1;
  EXPECT_VALUE(Score(sample), 1);
}

TEST(VideoScoreTest, IsUnknownIfAnInputIsUnknown) {
  EXPECT_UNKNOWN(Score(Hd(kUnknown, 30)));
  EXPECT_UNKNOWN(Score(Hd(1e6, kUnknown)));
  InboundVideoSample sample = Hd(1e6, 30);
  sample.frameWidth = kUnknown;
  EXPECT_UNKNOWN(Score(sample));
  EXPECT_UNKNOWN(Score(Hd(1e6, 30), kUnknown));  // the round trip
  sample = Hd(1e6, 30);
  sample.jitterBufferDelayMs = kUnknown;
  EXPECT_UNKNOWN(Score(sample));
  sample = Hd(1e6, 30);
  sample.frozenMs = kUnknown;
  EXPECT_UNKNOWN(Score(sample));
  EXPECT_VALUE(Score(Hd(1e6, 0), kUnknown), 1);  // nothing arrived: no delay improves that
}

TEST(VideoScoreTest, BetterCodecNeedsFewerBits) {
  Labels labels;
  const double vp8 = Score(Hd(1e6, 30), 100, labels.Intern("video/VP8"));
  EXPECT_NEAR(Score(Hd(1e6, 30), 100, labels.Intern("video/VP9")) - vp8, 0.1021, 0.0005) << "0.56 ln 1.2";
  EXPECT_NEAR(Score(Hd(1e6, 30), 100, labels.Intern("video/AV1")) - vp8, 0.2003, 0.0005) << "0.56 ln 1.43";
  EXPECT_VALUE(Score(Hd(1e6, 30), 100, labels.Intern("video/H264")), Score(Hd(1e6, 30), 100, 0));
}

TEST(VideoScoreTest, NeverFallsWithBitrateAndNeverRisesWithDelay) {
  double before = 0;
  for (double bitrate = 1e4; bitrate < 1e8; bitrate *= 1.2) {
    EXPECT_GE(Score(Hd(bitrate, 30)), before);
    before = Score(Hd(bitrate, 30));
  }
  before = 5;
  for (double rtt = 0; rtt < 5000; rtt += 50) {
    EXPECT_LE(Score(Hd(1.5e6, 30), rtt), before);
    before = Score(Hd(1.5e6, 30), rtt);
  }
}

TEST(VideoScoreTest, IsTheWorstIfHalfTheIntervalIsFrozen) {
  InboundVideoSample sample = Hd(1.5e6, 30);
  sample.frozenMs = 250;
  EXPECT_NEAR(Score(sample), 3.5282 / 2, 0.0005);
  sample.frozenMs = 500;
  EXPECT_VALUE(Score(sample), 1);
}

TEST(VideoScoreTest, FallsWithTheFrameRateUntilThatIsTheUsualOne) {
  VideoScore score;
  const double before = score.Update(Hd(1.5e6, 30), 1000, 100, 0, false);
  const double slowed = score.Update(Hd(1.5e6, 10), 1000, 100, 0, false);
  EXPECT_LT(slowed, before - 0.5);
  double later = slowed;
  for (int i = 0; i < 60; ++i) later = score.Update(Hd(1.5e6, 10), 1000, 100, 0, false);
  EXPECT_GT(later, slowed + 0.5) << "after a minute the slower rate is the new normal";
}

TEST(VideoScoreTest, ToleratesAStillScreen) {
  VideoScore camera, screen;
  camera.Update(Hd(1.5e6, 30), 1000, 100, 0, false);
  screen.Update(Hd(1.5e6, 30), 1000, 100, 0, true);
  EXPECT_LT(camera.Update(Hd(1e5, 2), 1000, 100, 0, false), screen.Update(Hd(1e5, 2), 1000, 100, 0, true));
}

TEST(VideoScoreTest, StaysWithinOneAndFive) {
  for (double bitrate : {1., 1e5, 1e12}) {
    for (double fps : {0.1, 30., 1000.}) {
      for (double rtt : {0., 1e6}) {
        EXPECT_GE(Score(Hd(bitrate, fps), rtt), 1);
        EXPECT_LE(Score(Hd(bitrate, fps), rtt), 5);
      }
    }
  }
}

}  // namespace
}  // namespace rtc_vitals
