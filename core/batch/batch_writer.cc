#include "core/batch/batch_writer.h"

#include <algorithm>

#include "core/batch/column_writer.h"
#include "core/sample/quality_reasons.h"

namespace rtc_vitals {
namespace {

void WriteHeader(const BatchHeader& header, std::uint32_t seq, JsonWriter& json, std::size_t& sent_at) {
  json.Key("schema"), json.String("rtc-vitals/1");
  json.Key("sessionId"), json.String(header.session_id);
  json.Key("epoch"), json.Integer(header.epoch);
  json.Key("seq"), json.Integer(seq);
  json.Key("sentAt"), json.Raw("");
  sent_at = json.text().size();
  json.Raw(",");
  if (!header.token.empty()) json.Key("token"), json.String(header.token);
  json.Key("tags"), json.BeginObject();
  for (const auto& [key, value] : header.tags) json.EscapedKey(key), json.String(value);
  json.EndObject();
  json.Key("lost"), json.BeginObject();
  json.Key("samples"), json.Integer(header.lost_samples);
  json.Key("batches"), json.Integer(header.lost_batches);
  json.EndObject();
}

// The connections of the part, and those that only its events speak of.
List<int> HandlesOf(const SampleWindow& window, const BatchPart& part) {
  List<int> handles;
  for (std::size_t i = part.connections.first; i < part.connections.end; ++i) handles.push_back(window.connections()[i].handle);
  for (std::size_t i = part.events.first; i < part.events.end; ++i) {
    const int handle = window.events()[i].connection;
    if (handle && std::find(handles.begin(), handles.end(), handle) == handles.end()) handles.push_back(handle);
  }
  return handles;
}

void WriteConnections(const SampleWindow& window, const BatchPart& part, const List<int>& handles, JsonWriter& json) {
  json.Key("connections"), json.BeginArray();
  for (std::size_t i = 0; i < handles.size(); ++i) {
    const auto& all = window.connections();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ConnectionWindow& c) { return c.handle == handles[i]; });
    json.BeginObject();
    json.Key("id"), json.String(found == all.end() ? std::string_view() : std::string_view(found->name));
    json.Key("t"), json.BeginArray();
    if (i < part.connections.size()) {
      const IndexRange samples = part.samples.Of(found->t.size());
      for (std::size_t s = samples.first; s < samples.end; ++s) json.Number(found->t[s], 0);
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
}

// The series of one kind in the part, as columns.
List<Column> ColumnsOf(const SampleWindow& window, const BatchPart& part, SampleKind kind) {
  List<Column> columns;
  const std::size_t fields = InfoOf(kind).fields.size();
  for (std::size_t c = part.connections.first; c < part.connections.end; ++c) {
    const ConnectionWindow& connection = window.connections()[c];
    const IndexRange all = part.series.Of(connection.series.size());
    const IndexRange samples = part.samples.Of(connection.t.size());
    for (std::size_t s = all.first; s < all.end; ++s) {
      const SampleSeries& series = connection.series[s];
      if (series.kind != kind) continue;
      columns.push_back({c - part.connections.first, &series.info, {series.values.data() + samples.first * fields, samples.size() * fields}});
    }
  }
  return columns;
}

void WriteEvents(const SampleWindow& window, const BatchPart& part, const List<int>& handles, JsonWriter& json) {
  json.Key("events"), json.BeginArray();
  for (std::size_t i = part.events.first; i < part.events.end; ++i) {
    const Event& event = window.events()[i];
    json.BeginObject();
    if (event.connection) {
      json.Key("connection");
      json.Integer(std::find(handles.begin(), handles.end(), event.connection) - handles.begin());
    }
    WriteEvent(event, json);
    json.EndObject();
  }
  json.EndArray();
}

void WriteEventValues(const List<EventValue>& values, JsonWriter& json) {
  for (const EventValue& value : values) {
    if (value.text.empty() && !IsKnown(value.number)) continue;
    json.Key(value.key);
    value.text.empty() ? json.Number(value.number, value.decimals) : json.String(value.text);
  }
}

}  // namespace

BatchText WriteBatch(const BatchHeader& header, std::uint32_t seq, std::string_view flush, const SampleWindow& window, const BatchPart& part,
                     const Labels& labels) {
  JsonWriter json;
  BatchText batch;
  json.BeginObject();
  WriteHeader(header, seq, json, batch.sent_at);
  const List<int> handles = HandlesOf(window, part);
  WriteConnections(window, part, handles, json);
  for (int kind = 0; kind < kSampleKindCount; ++kind) {
    const List<Column> columns = ColumnsOf(window, part, static_cast<SampleKind>(kind));
    if (!columns.empty()) WriteColumns(static_cast<SampleKind>(kind), columns, handles.size(), labels, json);
  }
  WriteEvents(window, part, handles, json);
  json.Key("flush"), json.String(flush);
  json.EndObject();
  batch.json = json.Take();
  return batch;
}

void WriteValue(const SampleField& field, double value, const Labels& labels, JsonWriter& json) {
  if (!IsKnown(value)) return json.Null();
  switch (field.form) {
    case FieldForm::kNumber: return json.Number(value, field.decimals);
    case FieldForm::kTruth: return json.Bool(value != 0);
    case FieldForm::kWord: return json.String(labels.Text(static_cast<int>(value)));
    case FieldForm::kWords: break;
  }
  TextBuffer words;
  for (std::size_t i = 0; i < std::size(kReasonWords); ++i) {
    if (!(static_cast<unsigned>(value) & 1u << i)) continue;
    if (!words.empty()) words += ',';
    words += kReasonWords[i];
  }
  json.String(words);
}

void WriteEvent(const Event& event, JsonWriter& json) {
  json.Key("t"), json.Number(event.t, 0);
  json.Key("type"), json.String(event.type);
  if (!event.phase.empty()) json.Key("phase"), json.String(event.phase);
  if (!event.stream.empty()) json.Key("stream"), json.String(event.stream);
  WriteEventValues(event.values, json);
  if (event.evidence.empty()) return;
  json.Key("evidence"), json.BeginObject();
  WriteEventValues(event.evidence, json);
  json.EndObject();
}

void WriteStreamInfo(const char* id_key, const StreamInfo& info, JsonWriter& json) {
  json.Key(id_key), json.String(info.id);
  constexpr double kLargestSsrc = 4294967295;
  if (info.ssrc >= 0 && info.ssrc <= kLargestSsrc) json.Key("ssrc"), json.Number(info.ssrc, 0);
  const std::pair<const char*, std::string_view> texts[] = {{"mid", info.mid}, {"rid", info.rid}, {"codec", info.codec}};
  for (const auto& [key, text] : texts) {
    if (!text.empty()) json.Key(key), json.String(text);
  }
  if (info.participant.empty() && info.source.empty()) return;
  json.Key("label"), json.BeginObject();
  if (!info.participant.empty()) json.Key("participant"), json.String(info.participant);
  if (!info.source.empty()) json.Key("source"), json.String(info.source);
  json.EndObject();
}

}  // namespace rtc_vitals
