#include "core/dump/sample_lines.h"

#include "core/batch/value_writer.h"

namespace rtc_vitals {
namespace {

void WriteLine(const SampleSeries& series, const ConnectionWindow& connection, const Labels& labels, JsonWriter& json) {
  const SampleKindInfo& kind = InfoOf(series.kind);
  json.BeginObject();
  json.Member("t", connection.t.back(), 0);
  json.Member("connection", connection.name);
  json.Member("kind", kind.name);
  if (series.kind != SampleKind::connection) {
    json.Member("stream", series.info.id);
    if (IsKnown(series.info.ssrc)) json.Member("ssrc", series.info.ssrc, 0);
  }
  const std::span<const double> values = series.Newest();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!IsKnown(values[i])) continue;
    json.Key(kind.fields[i].name);
    WriteValue(kind.fields[i], values[i], labels, json);
  }
  json.EndObject();
}

}  // namespace

std::string NewestSampleLines(const ConnectionWindow& connection, const Labels& labels) {
  std::string lines;
  for (const SampleSeries& series : connection.series) {
    JsonWriter json;
    WriteLine(series, connection, labels, json);
    lines += json.text();
    lines += '\n';
  }
  return lines;
}

}  // namespace rtc_vitals
