#include "core/meter/video_score.h"

#include <algorithm>
#include <cmath>

#include "core/base/natural_log.h"
#include "core/meter/still_picture.h"
#include "core/seam/labels.h"

namespace rtc_vitals {
namespace {

constexpr VideoScoreParameters kParameters;
constexpr double kWorst = 1;
constexpr double kBest = 5;

// Bits that another codec would need for the same picture (rtcscore).
double CodecFactor(int codec) {
  if (codec == Labels::vp9) return 1.2;
  if (codec == Labels::av1) return 1.43;
  return 1;
}

}  // namespace

double VideoScore::Update(const InboundVideoSample& sample, double interval_ms, double rtt, int codec, bool screen) {
  const VideoScoreParameters& p = kParameters;
  const double fps = sample.framesDecodedPerSecond;
  if (!IsKnown(fps) || !IsKnown(sample.bitrate)) return kUnknown;
  expected_fps_ = std::min(p.expected_fps_max, std::max(expected_fps_ * p.expected_fps_decay, fps));
  if (IsStill(sample)) return kUnknown;
  if (fps == 0 || sample.bitrate == 0) return kWorst;
  const double pixels = sample.frameWidth * sample.frameHeight;
  if (!(pixels > 0)) return kUnknown;

  const double bits = CodecFactor(codec) * sample.bitrate / (pixels * fps);
  const double base = std::clamp(p.bits_slope * NaturalLog(bits) + p.bits_offset, kWorst, kBest);
  const double slow = screen ? 0 : p.frame_rate_slope * NaturalLog(std::max(1.0, expected_fps_ / fps));
  const double late = p.delay_slope * (sample.jitterBufferDelayMs + rtt / 2);
  const double frozen = std::min(p.frozen_weight * sample.frozenMs / interval_ms, 1.0);
  return std::clamp((base - slow - late) * (1 - frozen), kWorst, kBest);
}

}  // namespace rtc_vitals
