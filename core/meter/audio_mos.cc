#include "core/meter/audio_mos.h"

#include <algorithm>
#include <cmath>

#include "core/base/natural_log.h"

namespace rtc_vitals {
namespace {

constexpr double kMaxR = 100;
constexpr double kFlatR = 6.52;  // the cubic is 1 here and below 1 between 0 and here

constexpr double kFixedDelayMs = 20;   // capture and packetisation
constexpr double kDelaySlope = 0.03;   // R per ms
constexpr double kLateDelayMs = 150;   // beyond it people talk over each other (ITU-T G.114)
constexpr double kLateDelaySlope = 0.1;
constexpr double kCodecOffset = 55;    // Ie from the bitrate, a fit of rtcscore
constexpr double kCodecSlope = 4.6;
constexpr double kCodecMax = 30;
constexpr double kCodecDefault = 6;    // Ie while the bitrate is not known

// ITU-T G.107, Annex B. The ratings below are at most 100.
double MosOf(double r) {
  if (r <= kFlatR) return 1;
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (kMaxR - r);
}

double RatingOf(const MosInputs& inputs, double robustness) {
  const double loss = 100 * inputs.loss;
  const double codec =
      inputs.bitrate > 0 ? std::clamp(kCodecOffset - kCodecSlope * NaturalLog(inputs.bitrate), 0.0, kCodecMax) : kCodecDefault;
  const double equipment = codec + (100 - codec) * loss / (loss + robustness);
  const double delay = kDelaySlope * inputs.delay_ms + kLateDelaySlope * std::max(0.0, inputs.delay_ms - kLateDelayMs);
  return kMaxR - equipment - delay;
}

// Sixth root of a value >= 1, by Newton's method for the cube root: + - * / and sqrt give the same bits everywhere.
double SixthRoot(double value) {
  constexpr int kSteps = 50;  // each takes a third off a root that is far too large; a delay of an hour needs 40
  double root = value;
  for (int i = 0; i < kSteps; ++i) root -= (root - value / (root * root)) / 3;
  return std::sqrt(root);
}

// ITU-T G.107.2 (06/2019), with Idd of G.107 for the default sensitivity.
double FullbandRatingOf(const MosInputs& inputs) {
  constexpr double kIe = 10.2;
  constexpr double kBpl = 9.6;
  constexpr double kNoDelayMs = 100;
  const double loss = 100 * inputs.loss;
  double idd = 0;
  if (inputs.delay_ms > kNoDelayMs) {
    const double x = NaturalLog(inputs.delay_ms / kNoDelayMs) / NaturalLog(2.0);
    const double x6 = x * x * x * x * x * x;
    idd = 25 * (SixthRoot(1 + x6) - 3 * SixthRoot(1 + x6 / 729) + 2);
  }
  return (148 - 1.48 * idd - (kIe + (132 - kIe) * loss / (loss + kBpl))) / 1.48;
}

}  // namespace

MosInputs MosInputsOf(const InboundAudioSample& sample, double rtt) {
  MosInputs inputs;
  inputs.loss = KnownOr(sample.audibleConcealmentRatio, KnownOr(sample.residualPacketLoss, sample.packetLoss));
  inputs.delay_ms = kFixedDelayMs + sample.jitterBufferDelayMs + KnownOr(sample.playoutDelayMs, 0) + rtt / 2;
  inputs.bitrate = sample.bitrate;
  return inputs;
}

double AudioMos(const MosInputs& inputs, const MosParameters& parameters) {
  if (!IsKnown(inputs.loss) || !IsKnown(inputs.delay_ms)) return kUnknown;
  return MosOf(parameters.fullband != 0 ? FullbandRatingOf(inputs) : RatingOf(inputs, parameters.robustness));
}

}  // namespace rtc_vitals
