// Freezes that appear in the samples of a call but in no event: the batch with the event was lost, or the format has no events (plain
// points).
#ifndef RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_
#define RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/alert/alert_rule.h"
#include "core/base/unknown.h"
#include "core/forensics/by_stream.h"
#include "core/forensics/finding.h"
#include "core/forensics/period.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// Of one connection. Times in epoch ms. Not in browser.wasm.
class FrozenSamples {
 public:
  struct Parameters {
    double max_gap_ms = AlertRule::Parameters().max_gap_ms;  // nothing is known about a longer gap between samples
  };

  // `isFrozen` of `stream` at the poll at `t`, in chronological order. It covers the time since the previous sample, unless that is more
  // than max_gap_ms ago; unknown says nothing.
  void Add(std::string_view stream, double t, double is_frozen);
  // Whose picture `stream` carries.
  void AddLabel(std::string_view stream, std::string_view label) { RecordOf(stream, records_).label = label; }
  // An event about a picture that stood still, frozen or not, replaces the frozen periods that it overlaps.
  void AddEvent(const Event& event);

  // The frozen periods that no event covers, with precision "poll" and an unknown cause.
  std::vector<Finding> FreezesWithoutEvent() const;

 private:
  struct Record {
    std::string label;
    double last_t = kUnknown;
    std::vector<Period> frozen;   // disjoint
    std::vector<Period> covered;  // by events
  };

  ByStream<Record> records_;  // by stats id
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_
