#include "core/meter/quality.h"

#include <algorithm>
#include <limits>

#include "core/meter/still_picture.h"

namespace rtc_vitals {
namespace {

constexpr double kGood = 0;
constexpr double kFair = 1;
constexpr double kPoor = 2;
constexpr double kNever = std::numeric_limits<double>::infinity();  // a threshold that is never reached

class Judge {
 public:
  // Judges a value that is bad when high. Ignores an unknown value.
  void High(double value, const Threshold& threshold, Reason reason) {
    if (IsKnown(value)) Level(value > threshold.poor ? kPoor : value > threshold.fair ? kFair : kGood, reason);
  }
  void Low(double value, const Threshold& threshold, Reason reason) {
    if (IsKnown(value)) Level(value < threshold.poor ? kPoor : value < threshold.fair ? kFair : kGood, reason);
  }
  void Level(double level, Reason reason) {
    quality_.level = std::max(KnownOr(quality_.level, kGood), level);
    if (level > kGood) quality_.reasons |= reason;
  }
  const Quality& quality() const { return quality_; }

 private:
  Quality quality_;
};

}  // namespace

Quality QualityOf(const InboundVideoSample& sample, bool screen, const QualityParameters& p) {
  Judge judge;
  if (IsKnown(sample.isFrozen)) judge.Level(IsTrue(sample.isFrozen) ? kPoor : kGood, kReasonFrozen);
  judge.High(sample.packetLoss, p.packet_loss, kReasonPacketLoss);
  judge.High(sample.jitterBufferDelayMs, p.jitter_buffer_ms, kReasonJitterBuffer);
  if (!screen && !IsStill(sample)) judge.Low(sample.framesDecodedPerSecond, p.frame_rate, kReasonLowFrameRate);
  if (sample.framesDecodablePerSecond > 0) {
    judge.High(sample.framesDroppedPerSecond / sample.framesDecodablePerSecond, p.frames_dropped, kReasonFramesDropped);
  }
  return judge.quality();
}

Quality QualityOf(const InboundAudioSample& sample, const QualityParameters& p) {
  Judge judge;
  judge.High(sample.audibleConcealmentRatio, p.concealment, kReasonConcealment);
  judge.High(sample.packetLoss, p.packet_loss, kReasonPacketLoss);
  judge.High(sample.jitter, p.jitter_ms, kReasonJitter);
  judge.High(sample.jitterBufferDelayMs, p.jitter_buffer_ms, kReasonJitterBuffer);
  return judge.quality();
}

Quality QualityOf(const OutboundVideoSample& sample, const QualityParameters& p) {
  Judge judge;
  judge.High(sample.remotePacketLoss, p.packet_loss, kReasonPacketLoss);
  judge.High(sample.cpuLimitedShare, p.cpu_limited, kReasonCpu);
  judge.High(sample.bandwidthLimitedShare, {p.bandwidth_limited, kNever}, kReasonBandwidth);
  return judge.quality();
}

Quality QualityOf(const OutboundAudioSample& sample, const QualityParameters& p) {
  Judge judge;
  judge.High(sample.remotePacketLoss, p.packet_loss, kReasonPacketLoss);
  judge.High(sample.remoteJitter, p.jitter_ms, kReasonJitter);
  return judge.quality();
}

Quality QualityOf(const ConnectionSample& sample, double lost, const QualityParameters& p) {
  Judge judge;
  if (IsKnown(lost)) judge.Level(IsTrue(lost) ? kPoor : kGood, kReasonDisconnected);
  judge.High(sample.rtt, p.rtt_ms, kReasonRtt);
  judge.High(sample.packetsDiscardedOnSendPerSecond, {0, kNever}, kReasonDiscardedOnSend);
  return judge.quality();
}

Quality Worse(const Quality& a, const Quality& b) {
  if (!IsKnown(a.level)) return b;
  if (!IsKnown(b.level)) return a;
  return {std::max(a.level, b.level), a.reasons | b.reasons};
}

}  // namespace rtc_vitals
