#include "core/forensics/way_up.h"

#include <algorithm>
#include <utility>

#include "core/base/units.h"
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
    OutboundVideoSample sample;
    std::copy(values.begin(), values.end(), ValuesOf(sample).begin());
    return {sample.bitrate, sample.remotePacketLoss, sample.remoteRtt};
  }
  OutboundAudioSample sample;
  std::copy(values.begin(), values.end(), ValuesOf(sample).begin());
  return {sample.bitrate, sample.remotePacketLoss, sample.remoteRtt};
}

}  // namespace

void WayUp::Add(SampleKind kind, std::string_view stream, double t, std::span<const double> values) {
  const Told told = ToldOf(kind, values);
  const auto known = streams_.find(stream);
  Stream& sent = known == streams_.end() ? streams_[std::string(stream)] : known->second;
  sends_ = sends_ || told.bitrate > 0;
  sent.bits += KnownOr(told.bitrate * (t - sent.last) / kMsPerSecond, 0);
  sent.last = t;
  if (IsKnown(told.loss)) AddLoss(sent, t, told.loss);
  if (!(told.rtt > 0)) return;
  told_ = true;
  least_rtt_ = IsKnown(least_rtt_) ? std::min(least_rtt_, told.rtt) : told.rtt;
  most_rtt_ = IsKnown(most_rtt_) ? std::max(most_rtt_, told.rtt) : told.rtt;
}

void WayUp::AddLoss(Stream& stream, double t, double loss) {
  told_ = true;
  const double bits = std::exchange(stream.bits, 0);
  if (!std::exchange(stream.told, true)) return;
  loss_known_ = true;
  sent_ += bits;
  lost_ += loss * bits;
  if (loss > most_loss_) most_loss_ = loss, most_loss_at_ = t;
}

bool WayUp::LostMuch() const { return sends_ && most_loss_ >= kMuchLoss; }

bool WayUp::WasSlow() const { return sends_ && PathThresholds().rtt.Of(most_rtt_, least_rtt_); }

std::string WayUp::LossText(double t0) const {
  if (most_loss_ == 0) return loss_known_ ? "no packet lost" : "";
  const std::string most = " at most (at " + PlaceText(most_loss_at_ - t0) + ")";
  return (lost_ > 0 ? ShareText(lost_ / sent_) + " lost on average, " + ShareText(most_loss_) : ShareText(most_loss_) + " lost") + most;
}

std::string WayUp::Text(double t0) const {
  if (!sends_) return {};
  Parts parts;
  parts.Add(LossText(t0));
  if (IsKnown(most_rtt_)) parts.Add("a round trip of " + (MsText(least_rtt_) == MsText(most_rtt_) ? std::string() : Fixed(least_rtt_, 0) + " to ") + MsText(most_rtt_));
  if (parts.empty()) return told_ ? "" : " Of what was sent from here the far side reported nothing.";
  return " Of what was sent from here the far side reported " + parts.Text() + ".";
}

}  // namespace rtc_vitals
