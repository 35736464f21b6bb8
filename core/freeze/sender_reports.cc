#include "core/freeze/sender_reports.h"

namespace rtc_vitals {

void SenderReports::Add(double time, double packets, double bytes) {
  if (!IsKnown(time) || time == last_) return;
  const double sent = bytes == last_bytes_ ? 0 : packets - last_packets_;
  if (count_ == 0 || sent > 0) idle_since_ = time;
  if (sent > 0) packets_ += sent;
  ++count_;
  last_ = time;
  last_packets_ = packets;
  last_bytes_ = bytes;
}

}  // namespace rtc_vitals
