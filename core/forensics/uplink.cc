#include "core/forensics/uplink.h"

#include <algorithm>

#include "core/forensics/wording.h"
#include "core/freeze/gap_evidence.h"

namespace rtc_vitals {
namespace {

constexpr double kMuchLoss = 0.1;

struct SentStream {
  double bitrate, loss, rtt;  // the latter two as the far end reported them
};

SentStream SentStreamOf(SampleKind kind, std::span<const double> values) {
  if (kind == SampleKind::outboundVideo) {
    const auto video = SampleFrom<OutboundVideoSample>(values);
    return {video.bitrate, video.remotePacketLoss, video.remoteRtt};
  }
  const auto audio = SampleFrom<OutboundAudioSample>(values);
  return {audio.bitrate, audio.remotePacketLoss, audio.remoteRtt};
}

}  // namespace

void Uplink::Add(SampleKind kind, std::string_view stream, double t, std::span<const double> values) {
  const SentStream sent = SentStreamOf(kind, values);
  sends_ = sends_ || sent.bitrate > 0;
  if (IsKnown(sent.loss)) AddLoss(stream, t, sent.loss);
  if (!(sent.rtt > 0)) return;
  min_rtt_ = IsKnown(min_rtt_) ? std::min(min_rtt_, sent.rtt) : sent.rtt;
  max_rtt_ = IsKnown(max_rtt_) ? std::max(max_rtt_, sent.rtt) : sent.rtt;
}

void Uplink::AddLoss(std::string_view stream, double t, double loss) {
  if (!streams_.contains(stream)) streams_.emplace(stream);
  else if (loss > max_loss_) max_loss_ = loss, max_loss_at_ = t;
}

bool Uplink::LostMuch() const { return sends_ && max_loss_ >= kMuchLoss; }

bool Uplink::WasSlow() const { return sends_ && PathThresholds().rtt.IsMet(max_rtt_, min_rtt_); }

std::string Uplink::Text(double t0, bool with_rtt) const {
  if (!sends_) return {};
  Parts parts;
  if (max_loss_ > 0) parts.Add("up to " + ShareText(max_loss_) + " packet loss (at " + PositionText(max_loss_at_ - t0) + ")");
  if (with_rtt && IsKnown(max_rtt_)) {
    parts.Add("a round-trip time of " + (MsText(min_rtt_) == MsText(max_rtt_) ? std::string() : Fixed(min_rtt_, 0) + " to ") +
              MsText(max_rtt_));
  }
  if (parts.empty()) return !streams_.empty() ? "" : " The far end reported nothing about the media sent from this device.";
  return " Media sent from this device: " + parts.Text() + ".";
}

}  // namespace rtc_vitals
