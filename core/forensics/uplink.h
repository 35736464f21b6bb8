// What the far end reported about the media sent from here.
#ifndef RTC_VITALS_CORE_FORENSICS_UPLINK_H_
#define RTC_VITALS_CORE_FORENSICS_UPLINK_H_

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/base/unknown.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Of one connection. Not in browser.wasm.
class Uplink {
 public:
  // A sample of the outbound stream `stream` at the poll at `t` (epoch ms). The first loss reported for a stream is ignored: it is from
  // before the stream was watched, and browsers sometimes get it wrong.
  void Add(SampleKind kind, std::string_view stream, double t, std::span<const double> values);

  // In its worst report the far end missed at least a tenth of what was sent since the report before.
  bool LostMuch() const;
  // The round trip of some report was so long that sent packets must have queued.
  bool WasSlow() const;

  // One sentence, with a leading space, from the far end's reports: the worst loss and, if `with_rtt`, the round trip. Empty if nothing was
  // sent. It claims neither that nothing was lost nor a total: a report covers only its own interval, not every report is seen, and after a
  // network cut a browser may report a share of 0.
  std::string Text(double t0, bool with_rtt) const;

 private:
  void AddLoss(std::string_view stream, double t, double loss);

  std::set<std::string, std::less<>> streams_;  // that reported a loss; stats ids
  bool sends_ = false;
  double max_loss_ = 0;
  double max_loss_at_ = kUnknown;
  double min_rtt_ = kUnknown;
  double max_rtt_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_UPLINK_H_
