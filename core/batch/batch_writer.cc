#include "core/batch/batch_writer.h"

#include <algorithm>

#include "core/batch/column_writer.h"
#include "core/batch/value_writer.h"

namespace rtc_vitals {
namespace {

void WriteHeader(const BatchHeader& header, std::uint32_t seq, JsonWriter& json, std::size_t& sent_at) {
  json.Member("schema", "rtc-vitals/1");
  json.Member("sessionId", header.session_id);
  json.Member("epoch", header.epoch, 0);
  json.Member("seq", seq, 0);
  json.Key("sentAt"), json.Raw("");
  sent_at = json.text().size();
  json.Raw(",");
  json.Optional("token", header.token);
  json.Key("tags"), json.BeginObject();
  for (const auto& [key, value] : header.tags) json.EscapedKey(key), json.String(value);
  json.EndObject();
  json.Key("lost"), json.BeginObject();
  json.Member("samples", static_cast<double>(header.lost_samples), 0);
  json.Member("batches", static_cast<double>(header.lost_batches), 0);
  json.EndObject();
}

// The connections of the part, followed by those that only its events refer to.
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
    json.Member("id", found == all.end() ? std::string_view() : std::string_view(found->name));
    json.Key("t"), json.BeginArray();
    if (i < part.connections.size()) {
      const IndexRange samples = part.samples.LimitedTo(found->t.size());
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
    const IndexRange all = part.series.LimitedTo(connection.series.size());
    const IndexRange samples = part.samples.LimitedTo(connection.t.size());
    for (std::size_t s = all.first; s < all.end; ++s) {
      const SampleSeries& series = connection.series[s];
      if (series.kind != kind) continue;
      columns.push_back(
          {c - part.connections.first, &series.info, {series.values.data() + samples.first * fields, samples.size() * fields}});
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

}  // namespace

BatchText WriteBatch(const BatchHeader& header, std::uint32_t seq, std::string_view flush, const SampleWindow& window,
                     const BatchPart& part, const Labels& labels) {
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
  json.Member("flush", flush);
  json.EndObject();
  batch.json = json.Take();
  return batch;
}

}  // namespace rtc_vitals
