#include "core/session/episode_facts.h"

namespace rtc_vitals {
namespace {

// What tells the reasons apart, and what a limit did.
constexpr const char* kEvidence[] = {"packetLoss",
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
                                          "availableOutgoingBitrate"};

}  // namespace

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
