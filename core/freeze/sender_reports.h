// What the sender's own reports say it sent while a picture stood.
#ifndef RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_
#define RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// RTCP sender reports on one stream, about one a second. They show what was sent from the second one on. Packets without payload (padding,
// probes) do not count: a report's byte count is of the payload alone (RFC 3550, 6.4.1).
class SenderReports {
 public:
  // Adds a report that arrived at `time` (ms, stats' clock), with its cumulative counts; `bytes` may be unknown. A repeated report changes
  // nothing.
  void Add(double time, double packets, double bytes);

  int count() const { return count_; }
  double packets() const { return packets_; }                  // sent between the first and the last report
  double idle_ms() const { return last_ - idle_since_; }       // how long before the last report nothing was sent; unknown without a report

 private:
  int count_ = 0;
  double packets_ = 0;
  double last_ = kUnknown;
  double last_packets_ = kUnknown;
  double last_bytes_ = kUnknown;
  double idle_since_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_
