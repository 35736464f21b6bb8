#include "core/session/event_of.h"

#include "core/freeze/evidence_list.h"

namespace rtc_vitals {
namespace {

// The members of a sample that distinguish the reasons of an episode, or show the effect of a limit.
constexpr const char* kEvidence[] = {
    "packetLoss",
    "pliPerSecond",
    "jitter",
    "jitterBufferDelayMs",
    "decodeTimeMs",
    "framesDecodedPerSecond",
    "framesCapturedPerSecond",
    "framesEncodedPerSecond",
    "encodeTimeMs",
    "bitrate",
    "targetBitrate",
    "availableOutgoingBitrate",
};

}  // namespace

Event EventOf(const FreezeEvent& found, int connection, std::string_view stream) {
  Event event{.t = found.phase == Phase::kStart ? found.start : found.end,
              .type = NameOf(found.verdict.kind),
              .phase = NameOf(found.phase),
              .connection = connection,
              .stream = stream};
  event.values.Add("durationMs", found.duration_ms);
  if (found.to_stream_end) event.values.Add("until", "stream-end");
  event.values.Add("precision", NameOf(found.precision));
  if (found.precision == Precision::kInterval) {
    event.values.Add("count", found.count);
    event.values.Add("intervalMs", found.end - found.start);
  }
  event.values.Add("cause", NameOf(found.verdict.cause));
  event.values.Add("confidence", NameOf(found.verdict.confidence));
  event.evidence = EvidenceOf(found.evidence);
  return event;
}

Event EventOf(const Episodes::Change& change, SampleKind kind, std::span<const double> values, int connection, std::string_view stream) {
  const EpisodeWords& words = WordsOf(change.kind);
  Event event{.t = change.over ? change.end : change.start,
              .type = words.type,
              .phase = change.over ? "end" : "start",
              .connection = connection,
              .stream = stream};
  event.values.Add("reason", words.reason);
  event.values.Add("durationMs", change.length_ms);
  if (words.unit) {
    event.values.Add("unit", words.unit);
    event.values.Add("count", change.amount);
  }
  const auto fields = InfoOf(kind).fields;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const char* name : kEvidence) {
      if (std::string_view(name) == fields[i].name) event.evidence.Add(name, values[i], fields[i].decimals);
    }
  }
  return event;
}

}  // namespace rtc_vitals
