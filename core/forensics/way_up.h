// What the far side reported of the media that was sent from here.
#ifndef RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
#define RTC_VITALS_CORE_FORENSICS_WAY_UP_H_

#include <span>
#include <string>

#include "core/base/unknown.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Of one connection. Not for the page.
class WayUp {
 public:
  // A sample of an outbound stream, of the poll at `t` (epoch ms).
  void Add(SampleKind kind, double t, std::span<const double> values);

  // One sentence with a space before it: loss and round trip of the way from here; empty where nothing was sent.
  std::string Text(double t0) const;

 private:
  bool sends_ = false;
  int losses_ = 0;
  double loss_sum_ = 0;
  double most_loss_ = 0;
  double most_loss_at_ = kUnknown;
  double least_rtt_ = kUnknown;
  double most_rtt_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
