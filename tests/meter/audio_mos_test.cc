#include "core/meter/audio_mos.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"

namespace rtc_vitals {
namespace {

double Mos(double delay_ms, double loss, double bitrate = 32'000, const MosParameters& parameters = {}) {
  return AudioMos({.delay_ms = delay_ms, .loss = loss, .bitrate = bitrate}, parameters);
}

TEST(AudioMosTest, MatchesAHandComputedScore) {
  // Ie = 55 - 4.6 ln 32000 = 7.2811; with 5 % loss 7.2811 + 92.7189 * 5 / 15 = 38.1874; Id = 0.03 * 140 = 4.2; R = 57.6126
  // MOS = 1 + 0.035 R + 7e-6 R (R - 60) (100 - R) = 1 + 2.01644 - 0.04081
  EXPECT_NEAR(Mos(140, 0.05), 2.9756, 0.0005);
}

TEST(AudioMosTest, MatchesHandComputedScoresOfEachImpairment) {
  EXPECT_NEAR(Mos(250, 0), 3.8312, 0.0005) << "R = 100 - 7.2811 - (0.03 * 250 + 0.1 * 100)";
  EXPECT_NEAR(Mos(100, 0, kUnknown), 4.3627, 0.0005) << "R = 100 - 6 - 3";
  EXPECT_NEAR(Mos(100, 0, 100), 3.4534, 0.0005) << "R = 100 - 30 - 3: the impairment of the codec is capped";
}

TEST(AudioMosTest, MatchesHandComputedScoresOfTheFullbandModel) {
  const MosParameters fullband{.fullband = 1};
  // Ie,eff = 10.2 + 121.8 * 5 / 14.6 = 51.9123; R = (148 - Ie,eff) / 1.48 = 64.9241
  EXPECT_NEAR(Mos(100, 0.05, 32'000, fullband), 3.3508, 0.0005) << "no delay is heard up to 100 ms";
  // Twice that: X = 1, Idd = 25 (2^(1/6) - 3 (1 + 1/729)^(1/6) + 2) = 3.0444; R = 61.8796
  EXPECT_NEAR(Mos(200, 0.05, 32'000, fullband), 3.1968, 0.0005);
  // Eight times: X = 3, Idd = 25 (730^(1/6) - 3 * 2^(1/6) + 2) = 40.8325
  EXPECT_NEAR(Mos(800, 0, 32'000, fullband), 2.6948, 0.0005);
}

TEST(AudioMosTest, DelayWeighsMoreBeyond150Ms) {
  const double a = Mos(110, 0), b = Mos(150, 0), c = Mos(190, 0);
  EXPECT_GT(b - c, 2 * (a - b)) << "the slope is 0.03 before and 0.13 after";
}

// `mos_at` from 0 to `most`.
template <typename MosAt>
void ExpectNeverRises(double most, double step, MosAt mos_at) {
  double before = 5;
  for (double at = 0; at <= most; at += step) {
    const double mos = mos_at(at);
    EXPECT_LE(mos, before) << at;
    before = mos;
  }
}

// With a common mistake in the delay term (0.1 * delay - 150), a call of 160 ms would score better than one of 140 ms.
TEST(AudioMosTest, NeverRisesWithDelayOrLoss) {
  for (double fullband : {0., 1.}) {
    MosParameters parameters;
    parameters.fullband = fullband;
    for (double loss : {0., 0.03, 0.4, 1.}) ExpectNeverRises(5000, 7, [&](double delay) { return Mos(delay, loss, 32'000, parameters); });
    for (double delay : {20., 150., 400., 900.}) {
      ExpectNeverRises(1, 0.003, [&](double loss) { return Mos(delay, loss, 32'000, parameters); });
    }
  }
}

TEST(AudioMosTest, NeverFallsWithBitrate) {
  double before = 0;
  for (double bitrate = 500; bitrate < 1e6; bitrate *= 1.1) {
    const double mos = Mos(100, 0.01, bitrate);
    EXPECT_GE(mos, before) << bitrate;
    before = mos;
  }
}

TEST(AudioMosTest, StaysWithinOneAndFourAndAHalf) {
  for (double delay : {0., 100., 1e4, 1e7}) {
    for (double loss : {0., 0.5, 1.}) {
      for (double bitrate : {kUnknown, 0., 1., 1e12}) {
        const double mos = Mos(delay, loss, bitrate);
        EXPECT_GE(mos, 1);
        EXPECT_LE(mos, 4.5);
      }
    }
  }
  EXPECT_VALUE(Mos(5000, 1), 1);
}

TEST(AudioMosTest, UnknownBitrateCountsAsAnAverageCodec) {
  EXPECT_VALUE(Mos(100, 0, kUnknown), Mos(100, 0, 0));
  EXPECT_GT(Mos(100, 0, 64'000), Mos(100, 0, kUnknown));
  EXPECT_LT(Mos(100, 0, 6000), Mos(100, 0, kUnknown));
}

TEST(AudioMosTest, RobustnessReducesTheImpactOfLoss) {
  MosParameters red;
  red.robustness = 90;
  EXPECT_GT(Mos(100, 0.1, 32'000, red), Mos(100, 0.1) + 1);
  EXPECT_VALUE(Mos(100, 0, 32'000, red), Mos(100, 0));
}

TEST(AudioMosTest, IsUnknownWithoutLossOrDelay) {
  EXPECT_UNKNOWN(Mos(100, kUnknown));
  EXPECT_UNKNOWN(Mos(kUnknown, 0));
}

TEST(MosInputsTest, DelayIsTheFixedPartPlusBuffersPlusHalfTheRoundTrip) {
  const InboundAudioSample sample{.bitrate = 9, .packetLoss = 0.1, .jitterBufferDelayMs = 60, .playoutDelayMs = 10};
  EXPECT_VALUE(MosInputsOf(sample, 100).delay_ms, 20 + 60 + 10 + 50);
  EXPECT_VALUE(MosInputsOf(sample, 100).bitrate, 9);
}

TEST(MosInputsTest, OnlyThePlayoutDelayIsOptional) {
  EXPECT_VALUE(MosInputsOf({.jitterBufferDelayMs = 60}, 100).delay_ms, 130);
  EXPECT_UNKNOWN(MosInputsOf({.jitterBufferDelayMs = 60}, kUnknown).delay_ms);
  EXPECT_UNKNOWN(MosInputsOf({.playoutDelayMs = 10}, 100).delay_ms);
}

TEST(MosInputsTest, LossIsTheKnownValueClosestToTheListener) {
  InboundAudioSample sample{.packetLoss = 0.1};
  EXPECT_VALUE(MosInputsOf(sample, 0).loss, 0.1);
  sample.residualPacketLoss = 0.05;
  EXPECT_VALUE(MosInputsOf(sample, 0).loss, 0.05);
  sample.audibleConcealmentRatio = 0.02;
  EXPECT_VALUE(MosInputsOf(sample, 0).loss, 0.02);
  EXPECT_UNKNOWN(MosInputsOf({}, 0).loss);
}

}  // namespace
}  // namespace rtc_vitals
