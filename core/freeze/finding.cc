#include "core/freeze/finding.h"

#include <algorithm>
#include <span>

namespace rtc_vitals {
namespace {

constexpr double kMostPieces = 1e6;  // no event of ours tells of as many; what was sent may

constexpr std::string_view kTypes[] = {"freeze", "paused", "source-stopped", "static"};

const EventValue* Find(std::span<const EventValue> values, std::string_view key) {
  const auto value = std::find_if(values.begin(), values.end(), [&](const EventValue& v) { return v.key == key; });
  return value == values.end() ? nullptr : &*value;
}

std::string_view Text(const Event& event, std::string_view key) {
  const EventValue* value = Find(event.values, key);
  return value ? std::string_view(value->text) : std::string_view();
}

double Number(const Event& event, std::string_view key) {
  const EventValue* value = Find(event.values, key);
  return value ? value->number : kUnknown;
}

// What a start and an end have in common.
Finding Begin(const Event& event, std::string_view label) {
  Finding finding;
  finding.type = event.type;
  finding.stream = event.stream;
  finding.label = label;
  finding.precision = Text(event, "precision");
  finding.cause = Text(event, "cause");
  finding.confidence = Text(event, "confidence");
  for (const EventValue& value : event.evidence) finding.evidence.push_back({std::string(value.key), value.number, value.decimals});
  return finding;
}

}  // namespace

double Finding::Evidence(std::string_view name) const {
  const auto fact = std::find_if(evidence.begin(), evidence.end(), [&](const Fact& f) { return f.name == name; });
  return fact == evidence.end() ? kUnknown : fact->value;
}

bool FindingOf(const Event& event, std::string_view label, Finding& finding) {
  const double duration = Number(event, "durationMs");
  if (event.phase != "end" || !(duration > 0) || std::find(std::begin(kTypes), std::end(kTypes), event.type) == std::end(kTypes)) return false;
  finding = Begin(event, label);
  finding.start = event.t - KnownOr(Number(event, "intervalMs"), duration);
  finding.end = event.t;
  finding.duration_ms = duration;
  finding.count = static_cast<int>(std::clamp(KnownOr(Number(event, "count"), 1), 1.0, kMostPieces));
  return true;
}

bool RunningOf(const Event& event, std::string_view label, Finding& finding) {
  if (event.type != "freeze" || event.phase != "start") return false;
  finding = Begin(event, label);
  finding.start = event.t;
  finding.running = true;
  return true;
}

}  // namespace rtc_vitals
