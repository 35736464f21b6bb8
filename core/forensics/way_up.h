// What the far side reported of the media that was sent from here.
#ifndef RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
#define RTC_VITALS_CORE_FORENSICS_WAY_UP_H_

#include <functional>
#include <map>
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

  // One sentence with a space before it: loss and round trip of the way from here; empty where nothing was sent. The average is by the payload sent for each
  // report; it is left out where that is not known.
  std::string Text(double t0) const;

 private:
  struct Stream {
    double last = kUnknown;  // its last poll
    double bits = 0;         // sent since its last report
    bool told = false;       // of its loss
  };

  void AddLoss(Stream& stream, double t, double loss);
  std::string LossText(double t0) const;

  std::map<std::string, Stream, std::less<>> streams_;  // by stats id
  bool sends_ = false;
  bool told_ = false;  // anything
  bool loss_known_ = false;
  double sent_ = 0;  // bits of which the loss was reported, and those of them that were lost
  double lost_ = 0;
  double most_loss_ = 0;
  double most_loss_at_ = kUnknown;
  double least_rtt_ = kUnknown;
  double most_rtt_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WAY_UP_H_
