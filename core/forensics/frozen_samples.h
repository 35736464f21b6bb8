// Freezes that the samples of a call tell of and no event does: the batch with the event did not arrive, or there are none, as in plain points.
#ifndef RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_
#define RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/alert/alert_rule.h"
#include "core/base/unknown.h"
#include "core/forensics/by_stream.h"
#include "core/forensics/finding.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// Of one connection. Not for the page. Times in epoch ms.
class FrozenSamples {
 public:
  struct Stretch {
    double start;
    double end;
  };
  struct Parameters {
    double max_gap_ms = AlertRule::Parameters().max_gap_ms;  // nobody saw what was in a longer gap between samples
  };

  // `isFrozen` of the sample of `stream` at the poll at `t`, in the order of time. It speaks for the time since the sample before, unless that is too
  // long ago; an unknown one says nothing.
  void Add(std::string_view stream, double t, double is_frozen);
  // Whose picture `stream` is.
  void AddLabel(std::string_view stream, std::string_view label) { RecordOf(stream, records_).label = label; }
  // What an event said of a picture that stood, as a freeze or not, takes the place of the samples that it meets.
  void AddEvent(const Event& event);

  // The rest, known to a poll and without a cause.
  std::vector<Finding> Untold() const;

 private:
  struct Record {
    std::string label;
    double last_t = kUnknown;
    std::vector<Stretch> frozen;  // apart from each other
    std::vector<Stretch> told;
  };

  ByStream<Record> records_;  // by stats id
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FROZEN_SAMPLES_H_
