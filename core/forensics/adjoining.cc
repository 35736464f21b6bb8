#include "core/forensics/adjoining.h"

#include <algorithm>

#include "core/forensics/pause_text.h"

namespace rtc_vitals {
namespace {

constexpr double kFreezesAdjoinMs = 200;  // a few frames

struct Item {
  const Finding* finding;
  Finding* freeze;  // null: a pause
};

bool IsBefore(const Item& a, const Item& b) {
  if (a.finding->stream != b.finding->stream) return a.finding->stream < b.finding->stream;
  return a.finding->start < b.finding->start;
}

// Of a paused Firefox, the last second before a freeze need not be reported as a pause.
bool Adjoin(const Item& a, const Item& b) {
  const double limit_ms = a.freeze && b.freeze ? kFreezesAdjoinMs : kMaxRepeatMs;
  return a.finding->stream == b.finding->stream && b.finding->start - a.finding->end <= limit_ms;
}

// A mere guess is no reason to doubt the cause of another freeze.
std::string CauseOf(const Finding& finding) {
  if (finding.type != "freeze") return "sender-stopped";
  return finding.confidence == "low" ? std::string() : finding.cause;
}

}  // namespace

void SetAdjoining(std::vector<Finding>& freezes, const std::vector<Finding>& pauses) {
  std::vector<Item> items;
  for (Finding& freeze : freezes) items.push_back({&freeze, &freeze});
  for (const Finding& pause : pauses) items.push_back({&pause, nullptr});
  std::stable_sort(items.begin(), items.end(), IsBefore);
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Item& a = items[i - 1];
    const Item& b = items[i];
    if (!Adjoin(a, b)) continue;
    if (a.freeze) a.freeze->cause_after = CauseOf(*b.finding);
    if (b.freeze) b.freeze->cause_before = CauseOf(*a.finding);
  }
}

}  // namespace rtc_vitals
