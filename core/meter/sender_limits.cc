#include "core/meter/sender_limits.h"

#include <cmath>
#include <utility>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr SenderLimits::Parameters kParameters;

}  // namespace

void SenderLimits::Update(const OutboundVideoSample& sample, const SenderState& state, double ms, Episodes& episodes) {
  if (!IsKnown(ms)) return;
  const double seconds = ms / kMsPerSecond;
  // An encoder that starts, stops or rests in an interval leaves out frames not meant for it. They count as drops only if it also runs in
  // the intervals before and after.
  const bool runs = sample.framesEncodedPerSecond > 0;
  if (runs) episodes.Add(EpisodeKind::kEncoderDrop, left_out_);
  left_out_ = runs && encoded_ > 0 ? sample.framesNotEncodedDelta : 0;
  encoded_ = sample.framesEncodedPerSecond;
  // The app replaced the track or removed it: Firefox then sends one black frame a second, from a source with another id.
  if (state.source && std::exchange(source_, state.source) != state.source) captured_ = kUnknown;
  captured_ = std::fmax(captured_, sample.framesCapturedPerSecond);
  if (state.is_further_layer) return;
  episodes.Add(EpisodeKind::kCpuLimit, sample.cpuLimitedShare * seconds);
  episodes.Add(EpisodeKind::kBandwidthLimit, sample.bandwidthLimitedShare * seconds);
  if (!state.may_idle && sample.framesCapturedPerSecond < kParameters.slow_capture_share * captured_) {
    episodes.Add(EpisodeKind::kCaptureLimit, seconds);
  }
}

}  // namespace rtc_vitals
