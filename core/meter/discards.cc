#include "core/meter/discards.h"

#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr DiscardParameters kParameters;

}  // namespace

void FrameDiscards::Update(const InboundVideoSample& sample, const DiscardContext& context, double ms, Episodes& episodes) {
  if (!IsKnown(ms)) return;
  const double seconds = ms / kMsPerSecond;
  since_loss_ms_ = KnownOr(sample.residualPacketLoss, sample.packetLoss) > 0 ? 0 : since_loss_ms_ + ms;
  since_request_ms_ = sample.pliPerSecond > 0 || sample.firPerSecond > 0 ? 0 : since_request_ms_ + ms;
  const double missing = std::fmax(sample.framesNotDecodableDelta, sample.framesNotDecodedDelta);
  // Frames that never left the jitter buffer may still wait in it, e.g. if its target was raised. The browser counts those that it drops.
  const double counted =
      std::fmax(sample.framesDroppedPerSecond * seconds, IsKnown(sample.framesDroppedPerSecond) ? sample.framesNotDecodedDelta : missing);
  const EpisodeKind reason = Reason(sample, context, counted);
  const bool is_broken = reason == EpisodeKind::kIncompleteFrame || reason == EpisodeKind::kMissingReference;
  const double dropped = is_broken ? std::fmax(counted, missing) : counted;
  episodes.Add(reason, dropped);
  // Firefox also counts the packets of every frame that it drops.
  if (!(dropped > 0) || reason == EpisodeKind::kLateFrames) {
    episodes.Add(EpisodeKind::kLatePackets, sample.packetsDiscardedPerSecond * seconds);
  }
}

EpisodeKind FrameDiscards::Reason(const InboundVideoSample& sample, const DiscardContext& context, double dropped) const {
  if (sample.decodeTimeMs * sample.framesDecodedPerSecond >= kParameters.busy_share * kMsPerSecond) return EpisodeKind::kCpuDecode;
  if (since_loss_ms_ <= kParameters.recent_ms) return EpisodeKind::kIncompleteFrame;
  if (since_request_ms_ <= kParameters.recent_ms) return EpisodeKind::kMissingReference;
  if (context.audio_jitter_ms >= kParameters.late_jitter_ms || sample.jitterBufferDelayMs >= kParameters.late_buffer_ms) {
    return EpisodeKind::kLateFrames;
  }
  if (sample.jitter >= kParameters.clock_jitter_ms) {
    return IsKnown(context.audio_jitter_ms) ? EpisodeKind::kSenderTimestamps : EpisodeKind::kLateFrames;
  }
  if (context.held_ms >= kParameters.sync_ms) return EpisodeKind::kLipSync;
  if (!IsKnown(sample.packetLoss) || !IsKnown(sample.pliPerSecond) || !IsKnown(sample.decodeTimeMs)) return EpisodeKind::kUnknownFrames;
  return 2 * sample.framesNotDecodedDelta >= dropped ? EpisodeKind::kCpuDecode : EpisodeKind::kCpuRender;
}

}  // namespace rtc_vitals
