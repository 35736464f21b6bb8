#include "core/meter/remote_report.h"

#include "core/base/units.h"

namespace rtc_vitals {

namespace remote_in = stat::remote_inbound_rtp;

RemoteReport RemoteReportMeter::Update(const CounterInterval& interval, Row remote, const CounterInterval& outbound) {
  namespace out = stat::outbound_rtp;
  if (!outbound.repeated()) packets_sent_ += outbound.Delta(out::packetsSent) - KnownOr(outbound.Delta(out::retransmittedPacketsSent), 0);
  RemoteReport report;
  if (!remote || remote.timestamp() == reported_at_) return report;
  reported_at_ = remote.timestamp();
  report.loss = LossOf(interval, remote);
  report.jitter_ms = kMsPerSecond * remote[remote_in::jitter];
  // Browsers write 0 before the first measurement.
  if (remote[remote_in::roundTripTimeMeasurements] != 0) report.rtt_ms = ZeroIsUnknown(kMsPerSecond * remote[remote_in::roundTripTime]);
  packets_sent_ = 0;
  last_ = report;
  return report;
}

RemoteReport RemoteReportMeter::Recent(double now) const { return now - reported_at_ <= kRecentMs ? last_ : RemoteReport(); }

// Uses the most exact source there is: the reported packets themselves (Firefox), the report's own fraction, or the lost packets over those
// that we sent meanwhile. A fraction covers the last report alone: 0 hides the losses of earlier reports in the interval. Above 0 the count
// would hardly be more accurate, since the packets sent in the time of the reports are unknown. (In Firefox, which reports them, polled
// every 2 s and with several reports in an interval that lost something, the mean error is 0.09 by the fraction and 0.08 by the count.)
double RemoteReportMeter::LossOf(const CounterInterval& interval, Row remote) {
  const double lost = lost_.Take(interval.Delta(remote_in::packetsLost), interval.repeated());
  // A bad receiver report can make packetsReceived fall or turn negative (w3c/webrtc-stats#772).
  const double received = interval.Delta(remote_in::packetsReceived);
  if (received >= 0 && remote[remote_in::packetsReceived] >= received && IsKnown(lost)) return Share(lost, lost + received);
  const double fraction = remote[remote_in::fractionLost];
  if (fraction >= 0 && fraction <= 1 && !(fraction == 0 && lost > 0)) return fraction;
  return Share(lost, packets_sent_);
}

}  // namespace rtc_vitals
