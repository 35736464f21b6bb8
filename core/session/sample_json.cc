#include "core/session/sample_json.h"

#include "core/base/doubles.h"
#include "core/batch/value_writer.h"

namespace rtc_vitals {
namespace {

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
      if (static_cast<int>(series.kind) != kind || (!whole && !AnyKnown(series.Newest()))) continue;
      if (!whole) {
        json.BeginObject();
        WriteStreamInfo("stream", series.info, json);
      }
      WriteMembers(series.kind, series.Newest(), labels, json);
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
      if (!event.connection || connection.handle != event.connection) continue;
      json.Member("connection", connection.name);
      for (const SampleSeries& series : connection.series) {
        if (series.info.id == event.stream) WriteLabel(series.info, json);
      }
    }
    WriteEvent(event, json);
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

}  // namespace rtc_vitals
