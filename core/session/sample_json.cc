#include "core/session/sample_json.h"

#include <algorithm>

#include "core/batch/batch_writer.h"

namespace rtc_vitals {
namespace {

std::span<const double> NewestOf(const SampleSeries& series) {
  return std::span<const double>(series.values).last(InfoOf(series.kind).fields.size());
}

bool AnyKnown(std::span<const double> values) { return std::any_of(values.begin(), values.end(), IsKnown); }

void WriteMembers(SampleKind kind, std::span<const double> values, const Labels& labels, JsonWriter& json) {
  const auto fields = InfoOf(kind).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    json.Key(fields[i].name);
    WriteValue(fields[i], values[i], labels, json);
  }
}

}  // namespace

TextBuffer LastSampleJson(const ConnectionWindow& connection, const Labels& labels) {
  JsonWriter json;
  json.BeginObject();
  json.Member("t", connection.t.back(), 0);
  json.Member("connection", connection.name);
  for (int kind = 0; kind < kSampleKindCount; ++kind) {
    const bool whole = static_cast<SampleKind>(kind) == SampleKind::connection;
    json.Key(whole ? "values" : InfoOf(static_cast<SampleKind>(kind)).name);
    whole ? json.BeginObject() : json.BeginArray();
    for (const SampleSeries& series : connection.series) {
      if (static_cast<int>(series.kind) != kind || (!whole && !AnyKnown(NewestOf(series)))) continue;
      if (!whole) {
        json.BeginObject();
        WriteStreamInfo("stream", series.info, json);
      }
      WriteMembers(series.kind, NewestOf(series), labels, json);
      if (!whole) json.EndObject();
    }
    whole ? json.EndObject() : json.EndArray();
  }
  json.EndObject();
  return json.Take();
}

TextBuffer EventsJson(const SampleWindow& window, std::size_t first) {
  JsonWriter json;
  json.BeginArray();
  for (std::size_t i = first; i < window.events().size(); ++i) {
    const Event& event = window.events()[i];
    json.BeginObject();
    for (const ConnectionWindow& connection : window.connections()) {
      if (event.connection && connection.handle == event.connection) json.Member("connection", connection.name);
    }
    WriteEvent(event, json);
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

}  // namespace rtc_vitals
