// The receiver's report on one of our streams.
#ifndef RTC_VITALS_CORE_METER_REMOTE_REPORT_H_
#define RTC_VITALS_CORE_METER_REMOTE_REPORT_H_

#include "core/meter/counter_interval.h"
#include "core/meter/deficit.h"

namespace rtc_vitals {

struct RemoteReport {
  double loss = kUnknown;       // 0..1 since the previous report
  double jitter_ms = kUnknown;
  double rtt_ms = kUnknown;
};

// A remote-inbound-rtp object is an RTCP receiver report, not a sample: its timestamp is the report's arrival and stays until the next one
// arrives (W3C webrtc-stats, RTCRemoteInboundRtpStreamStats). A repeated report brings no new information, so everything is unknown then.
class RemoteReportMeter {
 public:
  // `interval` and `remote`: of the remote-inbound-rtp. `outbound`: the interval of the stream itself. Call once per poll.
  RemoteReport Update(const CounterInterval& interval, Row remote, const CounterInterval& outbound);
  // The last report, if it is no older than kRecentMs at `now` (ms, stats' clock). A stream is rated by it between two reports.
  RemoteReport Recent(double now) const;

  // Two and a half reports: RTCP sends one every 5 s, give or take half (RFC 3550, 6.3).
  static constexpr double kRecentMs = 12'500;

 private:
  double LossOf(const CounterInterval& interval, Row remote);

  double reported_at_ = kUnknown;
  RemoteReport last_;
  double packets_sent_ = 0;  // without retransmissions, since the last report
  Deficit lost_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_REMOTE_REPORT_H_
