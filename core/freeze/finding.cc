#include "core/freeze/finding.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

constexpr std::string_view kTypes[] = {"freeze", "paused", "source-stopped", "static"};

const EventValue* Find(const std::vector<EventValue>& values, std::string_view key) {
  const auto value = std::find_if(values.begin(), values.end(), [&](const EventValue& v) { return v.key == key; });
  return value == values.end() ? nullptr : &*value;
}

std::string Text(const Event& event, std::string_view key) {
  const EventValue* value = Find(event.values, key);
  return value ? value->text : std::string();
}

double Number(const Event& event, std::string_view key) {
  const EventValue* value = Find(event.values, key);
  return value ? value->number : kUnknown;
}

}  // namespace

double Finding::Evidence(std::string_view name) const {
  const EventValue* value = Find(evidence, name);
  return value ? value->number : kUnknown;
}

bool FindingOf(const Event& event, std::string_view label, Finding& finding) {
  const double duration = Number(event, "durationMs");
  if (event.phase != "end" || !(duration > 0) || std::find(std::begin(kTypes), std::end(kTypes), event.type) == std::end(kTypes)) return false;
  finding.type = event.type;
  finding.stream = event.stream;
  finding.label = label;
  finding.start = event.t - KnownOr(Number(event, "intervalMs"), duration);
  finding.end = event.t;
  finding.duration_ms = duration;
  finding.count = static_cast<int>(KnownOr(Number(event, "count"), 1));
  finding.precision = Text(event, "precision");
  finding.cause = Text(event, "cause");
  finding.confidence = Text(event, "confidence");
  finding.evidence = event.evidence;
  return true;
}

}  // namespace rtc_vitals
