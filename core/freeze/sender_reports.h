// What the sender's own reports say it sent while a picture stood.
#ifndef RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_
#define RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// RTCP sender reports on one stream, which come once a second or so. What was sent is known from the second one on. Packets without payload, which pad or
// probe, are none: of the bytes a report counts only the payload (RFC 3550, 6.4.1).
class SenderReports {
 public:
  // One that came at `time` (ms, stats' clock), with its counts so far; `bytes` may be unknown. The same one again changes nothing.
  void Add(double time, double packets, double bytes);

  int count() const { return count_; }
  double packets() const { return packets_; }                  // sent between the first and the last
  double still_ms() const { return last_ - still_since_; }     // for so long before the last none was; unknown without one

 private:
  int count_ = 0;
  double packets_ = 0;
  double last_ = kUnknown;
  double last_packets_ = kUnknown;
  double last_bytes_ = kUnknown;
  double still_since_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_SENDER_REPORTS_H_
