#include "core/forensics/frozen_samples.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/freeze/freeze_event.h"

namespace rtc_vitals {
namespace {

constexpr FrozenSamples::Parameters kParameters;

class Coverage {
 public:
  explicit Coverage(std::vector<Period> periods) : periods_(std::move(periods)) {
    std::sort(periods_.begin(), periods_.end(), [](const Period& a, const Period& b) { return a.start < b.start; });
    double last = 0;
    for (Period& period : periods_) last = period.end = std::max(last, period.end);
  }

  bool Overlaps(const Period& period) const {
    const auto later =
        std::upper_bound(periods_.begin(), periods_.end(), period.end, [](double end, const Period& p) { return end < p.start; });
    return later != periods_.begin() && std::prev(later)->end >= period.start;
  }

 private:
  std::vector<Period> periods_;  // sorted by start; `end` is the maximum of all ends so far
};

}  // namespace

void FrozenSamples::Add(std::string_view stream, double t, double is_frozen) {
  Record& record = RecordOf(stream, records_);
  const double ms = t - record.last_t;
  const double start = ms >= 0 && ms <= kParameters.max_gap_ms ? record.last_t : t;
  record.last_t = t;
  if (!IsKnown(is_frozen) || is_frozen == 0) return;
  Append(record.frozen, {start, t});
}

void FrozenSamples::AddEvent(const Event& event) {
  if (!IsOfPicture(event)) return;
  const double ms = KnownOr(NumberOf(event, "intervalMs"), KnownOr(NumberOf(event, "durationMs"), 0));
  const Period covered = event.phase == "start" ? Period{event.t, event.t + ms} : Period{event.t - ms, event.t};
  RecordOf(event.stream, records_).covered.push_back(covered);
}

std::vector<Finding> FrozenSamples::FreezesWithoutEvent() const {
  std::vector<Finding> findings;
  for (const auto& [stream, record] : records_) {
    const Coverage covered(record.covered);
    for (const Period& frozen : record.frozen) {
      if (frozen.start == frozen.end || covered.Overlaps(frozen)) continue;
      Finding& finding = findings.emplace_back();
      finding.type = "freeze";
      finding.stream = stream;
      finding.label = record.label;
      finding.start = frozen.start;
      finding.end = frozen.end;
      finding.duration_ms = frozen.end - frozen.start;
      finding.precision = NameOf(Precision::kPoll);
      finding.cause = NameOf(Cause::kUnknown);
      finding.confidence = NameOf(Confidence::kLow);
    }
  }
  return findings;
}

}  // namespace rtc_vitals
