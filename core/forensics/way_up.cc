#include "core/forensics/way_up.h"

#include <algorithm>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

struct Told {
  double bitrate, loss, rtt;
};

Told ToldOf(SampleKind kind, std::span<const double> values) {
  if (kind == SampleKind::outboundVideo) {
    OutboundVideoSample sample;
    std::copy(values.begin(), values.end(), ValuesOf(sample).begin());
    return {sample.bitrate, sample.remotePacketLoss, sample.remoteRtt};
  }
  OutboundAudioSample sample;
  std::copy(values.begin(), values.end(), ValuesOf(sample).begin());
  return {sample.bitrate, sample.remotePacketLoss, sample.remoteRtt};
}

}  // namespace

void WayUp::Add(SampleKind kind, double t, std::span<const double> values) {
  const Told told = ToldOf(kind, values);
  sends_ = sends_ || told.bitrate > 0;
  if (IsKnown(told.loss)) {
    ++losses_;
    loss_sum_ += told.loss;
    if (told.loss > most_loss_) most_loss_ = told.loss, most_loss_at_ = t;
  }
  if (!(told.rtt > 0)) return;
  least_rtt_ = IsKnown(least_rtt_) ? std::min(least_rtt_, told.rtt) : told.rtt;
  most_rtt_ = IsKnown(most_rtt_) ? std::max(most_rtt_, told.rtt) : told.rtt;
}

std::string WayUp::Text(double t0) const {
  if (!sends_) return {};
  Parts parts;
  if (losses_ > 0 && most_loss_ == 0) parts.Add("no packet lost");
  if (most_loss_ > 0) parts.Add(ShareText(loss_sum_ / losses_) + " of the packets lost on average, " + ShareText(most_loss_) + " at most (at " + PlaceText(most_loss_at_ - t0) + ")");
  if (IsKnown(most_rtt_)) parts.Add("a round trip of " + (MsText(least_rtt_) == MsText(most_rtt_) ? std::string() : Fixed(least_rtt_, 0) + " to ") + MsText(most_rtt_));
  if (parts.empty()) return " Of what was sent from here the far side reported nothing.";
  return " Of what was sent from here the far side reported " + parts.Text() + ".";
}

}  // namespace rtc_vitals
