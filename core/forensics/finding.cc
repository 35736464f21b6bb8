#include "core/forensics/finding.h"

#include <algorithm>

#include "core/freeze/freeze_event.h"

namespace rtc_vitals {
namespace {

constexpr double kMaxPieces = 1e6;  // far more than our own events have; untrusted batches may claim more

constexpr std::string_view kTypes[] = {"freeze", "paused", "source-stopped", "static"};

// A batch from another implementation may lack a member.
std::string_view TextOr(const Event& event, std::string_view key, std::string_view otherwise) {
  const std::string_view text = TextOf(event, key);
  return text.empty() ? otherwise : text;
}

// The part that start and end events share.
Finding Begin(const Event& event, std::string_view label) {
  Finding finding;
  finding.type = event.type;
  finding.stream = event.stream;
  finding.label = label;
  finding.precision = TextOr(event, "precision", NameOf(Precision::kPoll));
  finding.cause = TextOr(event, "cause", NameOf(Cause::kUnknown));
  finding.confidence = TextOr(event, "confidence", NameOf(Confidence::kLow));
  for (const EventValue& value : event.evidence) finding.evidence.push_back({std::string(value.key), value.number, value.decimals});
  return finding;
}

}  // namespace

double Finding::Evidence(std::string_view name) const {
  const auto fact = std::find_if(evidence.begin(), evidence.end(), [&](const Fact& f) { return f.name == name; });
  return fact == evidence.end() ? kUnknown : fact->value;
}

bool IsOfPicture(const Event& event) { return std::find(std::begin(kTypes), std::end(kTypes), event.type) != std::end(kTypes); }

bool LosesPackets(std::string_view cause) { return cause == "network-cut" || cause == "congestion" || cause == "packet-loss"; }

bool IsOfNetwork(const Finding& finding) { return LosesPackets(finding.cause) || finding.cause == "jitter"; }

bool IsOver(const Finding& finding) { return !finding.running && !finding.to_stream_end; }

bool FindingOf(const Event& event, std::string_view label, Finding& finding) {
  const double duration = NumberOf(event, "durationMs");
  if (event.phase != "end" || !(duration > 0) || !IsOfPicture(event)) return false;
  finding = Begin(event, label);
  finding.start = event.t - KnownOr(NumberOf(event, "intervalMs"), duration);
  finding.end = event.t;
  finding.duration_ms = duration;
  finding.to_stream_end = TextOf(event, "until") == "stream-end";
  finding.count = static_cast<int>(std::clamp(KnownOr(NumberOf(event, "count"), 1), 1.0, kMaxPieces));
  return true;
}

bool RunningOf(const Event& event, std::string_view label, Finding& finding) {
  if (event.type != "freeze" || event.phase != "start") return false;
  finding = Begin(event, label);
  finding.start = event.t;
  finding.known_until = event.t + KnownOr(NumberOf(event, "durationMs"), 0);
  finding.running = true;
  return true;
}

}  // namespace rtc_vitals
