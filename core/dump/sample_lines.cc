#include "core/dump/sample_lines.h"

#include "core/batch/batch_writer.h"

namespace rtc_vitals {

std::string NewestSampleLines(const ConnectionWindow& connection, const Labels& labels) {
  std::string lines;
  for (const SampleSeries& series : connection.series) {
    const SampleKindInfo& kind = InfoOf(series.kind);
    const std::size_t fields = kind.fields.size();
    const double* values = series.values.data() + series.values.size() - fields;
    JsonWriter json;
    json.BeginObject();
    json.Key("t"), json.Number(connection.t.back(), 0);
    json.Key("connection"), json.String(connection.name);
    json.Key("kind"), json.String(kind.name);
    if (series.kind != SampleKind::connection) {
      json.Key("stream"), json.String(series.info.id);
      if (IsKnown(series.info.ssrc)) json.Key("ssrc"), json.Number(series.info.ssrc, 0);
    }
    for (std::size_t i = 0; i < fields; ++i) {
      if (!IsKnown(values[i])) continue;
      json.Key(kind.fields[i].name);
      WriteValue(kind.fields[i], values[i], labels, json);
    }
    json.EndObject();
    lines += json.text();
    lines += '\n';
  }
  return lines;
}

}  // namespace rtc_vitals
