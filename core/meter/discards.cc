#include "core/meter/discards.h"

#include <cmath>
#include <utility>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr DiscardParameters kParameters;

}  // namespace

void FrameDiscards::Update(const InboundVideoSample& sample, double audio_jitter_ms, double held_ms, double ms, Episodes& episodes) {
  const double seconds = ms / kMsPerSecond;
  since_loss_ms_ = KnownOr(sample.residualPacketLoss, sample.packetLoss) > 0 ? 0 : since_loss_ms_ + ms;
  since_request_ms_ = sample.pliPerSecond > 0 || sample.firPerSecond > 0 ? 0 : since_request_ms_ + ms;
  const double dropped = std::fmax(sample.framesDroppedPerSecond * seconds, std::fmax(sample.framesNotDecodableDelta, sample.framesNotDecodedDelta));
  const EpisodeKind reason = Reason(sample, audio_jitter_ms, held_ms, dropped);
  episodes.Add(reason, dropped);
  // Firefox counts the packets of every frame that it drops.
  if (!(dropped > 0) || reason == EpisodeKind::kLateFrames) episodes.Add(EpisodeKind::kLatePackets, sample.packetsDiscardedPerSecond * seconds);
}

EpisodeKind FrameDiscards::Reason(const InboundVideoSample& sample, double audio_jitter_ms, double held_ms, double dropped) const {
  if (sample.decodeTimeMs * sample.framesDecodedPerSecond >= kParameters.busy_share * kMsPerSecond) return EpisodeKind::kCpuDecode;
  if (since_loss_ms_ <= kParameters.recent_ms) return EpisodeKind::kIncompleteFrame;
  if (since_request_ms_ <= kParameters.recent_ms) return EpisodeKind::kMissingReference;
  if (audio_jitter_ms >= kParameters.late_jitter_ms || sample.jitterBufferDelayMs >= kParameters.late_buffer_ms) return EpisodeKind::kLateFrames;
  if (sample.jitter >= kParameters.clock_jitter_ms) return IsKnown(audio_jitter_ms) ? EpisodeKind::kSenderTimestamps : EpisodeKind::kLateFrames;
  if (held_ms >= kParameters.sync_ms) return EpisodeKind::kLipSync;
  if (!IsKnown(sample.packetLoss) || !IsKnown(sample.pliPerSecond) || !IsKnown(sample.decodeTimeMs)) return EpisodeKind::kUnknownFrames;
  return 2 * sample.framesNotDecodedDelta >= dropped ? EpisodeKind::kCpuDecode : EpisodeKind::kCpuRender;
}

void SenderLimits::Update(const OutboundVideoSample& sample, int source, bool layer, double ms, Episodes& episodes) {
  const double seconds = ms / kMsPerSecond;
  // An encoder that begins, ends or rests in an interval leaves out what is not meant for it: it drops frames where it runs before and after, too.
  const bool runs = sample.framesEncodedPerSecond > 0;
  if (runs) episodes.Add(EpisodeKind::kEncoderDrop, left_out_);
  left_out_ = runs && encoded_ > 0 ? sample.framesNotEncodedDelta : 0;
  encoded_ = sample.framesEncodedPerSecond;
  // The app put another track in its place, or none: Firefox then sends a black frame a second, from a source of another id.
  if (source && std::exchange(source_, source) != source) captured_ = kUnknown;
  captured_ = std::fmax(captured_, sample.framesCapturedPerSecond);
  if (layer) return;
  episodes.Add(EpisodeKind::kCpuLimit, sample.cpuLimitedShare * seconds);
  episodes.Add(EpisodeKind::kBandwidthLimit, sample.bandwidthLimitedShare * seconds);
  if (sample.framesCapturedPerSecond < kParameters.slow_capture_share * captured_) episodes.Add(EpisodeKind::kCaptureLimit, seconds);
}

}  // namespace rtc_vitals
