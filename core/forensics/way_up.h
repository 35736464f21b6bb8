// What the far side reported of the media that was sent from here.
#ifndef RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
#define RTC_VITALS_CORE_FORENSICS_WAY_UP_H_

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/base/unknown.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Of one connection. Not for the page.
class WayUp {
 public:
  // A sample of the outbound stream `stream`, of the poll at `t` (epoch ms). The first loss that is told of a stream is of the time before it was watched, and
  // browsers have it wrong at times: it does not count.
  void Add(SampleKind kind, std::string_view stream, double t, std::span<const double> values);

  // At its worst the far side missed a tenth of what was sent in a report's time.
  bool LostMuch() const;
  // The round trip of a report was so long that what was sent must have queued.
  bool WasSlow() const;

  // One sentence with a space before it, by what the far side reported: the worst loss and, `with_rtt`, the round trip of the way from here; empty where
  // nothing was sent. That nothing was lost is not claimed, nor how much was in all: a report's share is of its own time, not every report is seen, and after
  // a cut a browser may report a share of 0.
  std::string Text(double t0, bool with_rtt) const;

 private:
  void AddLoss(std::string_view stream, double t, double loss);

  std::set<std::string, std::less<>> streams_;  // of which a loss was told; stats ids
  bool sends_ = false;
  double most_loss_ = 0;
  double most_loss_at_ = kUnknown;
  double least_rtt_ = kUnknown;
  double most_rtt_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
