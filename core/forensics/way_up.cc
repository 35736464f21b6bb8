#include "core/forensics/way_up.h"

#include <algorithm>

#include "core/forensics/wording.h"
#include "core/freeze/gap_evidence.h"

namespace rtc_vitals {
namespace {

constexpr double kMuchLoss = 0.1;

struct Told {
  double bitrate, loss, rtt;
};

Told ToldOf(SampleKind kind, std::span<const double> values) {
  if (kind == SampleKind::outboundVideo) {
    const auto video = SampleFrom<OutboundVideoSample>(values);
    return {video.bitrate, video.remotePacketLoss, video.remoteRtt};
  }
  const auto audio = SampleFrom<OutboundAudioSample>(values);
  return {audio.bitrate, audio.remotePacketLoss, audio.remoteRtt};
}

}  // namespace

void WayUp::Add(SampleKind kind, std::string_view stream, double t, std::span<const double> values) {
  const Told told = ToldOf(kind, values);
  sends_ = sends_ || told.bitrate > 0;
  if (IsKnown(told.loss)) AddLoss(stream, t, told.loss);
  if (!(told.rtt > 0)) return;
  least_rtt_ = IsKnown(least_rtt_) ? std::min(least_rtt_, told.rtt) : told.rtt;
  most_rtt_ = IsKnown(most_rtt_) ? std::max(most_rtt_, told.rtt) : told.rtt;
}

void WayUp::AddLoss(std::string_view stream, double t, double loss) {
  if (!streams_.contains(stream)) streams_.emplace(stream);
  else if (loss > most_loss_) most_loss_ = loss, most_loss_at_ = t;
}

bool WayUp::LostMuch() const { return sends_ && most_loss_ >= kMuchLoss; }

bool WayUp::WasSlow() const { return sends_ && PathThresholds().rtt.Of(most_rtt_, least_rtt_); }

std::string WayUp::Text(double t0, bool with_rtt) const {
  if (!sends_) return {};
  Parts parts;
  if (most_loss_ > 0) parts.Add("up to " + ShareText(most_loss_) + " packet loss (at " + PlaceText(most_loss_at_ - t0) + ")");
  if (with_rtt && IsKnown(most_rtt_)) {
    parts.Add("a round-trip time of " + (MsText(least_rtt_) == MsText(most_rtt_) ? std::string() : Fixed(least_rtt_, 0) + " to ") +
              MsText(most_rtt_));
  }
  if (parts.empty()) return !streams_.empty() ? "" : " The far end reported nothing about the media sent from this device.";
  return " Media sent from this device: " + parts.Text() + ".";
}

}  // namespace rtc_vitals
