#include "core/dump/call_verdict.h"

#include <algorithm>

#include "core/batch/json_writer.h"

namespace rtc_vitals {
namespace {

std::string LabelOf(const ConnectionWindow& window, const std::string& stream) {
  for (const SampleSeries& series : window.series) {
    if (series.info.id != stream || stream.empty()) continue;
    const StreamInfo& info = series.info;
    return info.source.empty() || info.participant.empty() ? info.participant + info.source : info.participant + ", " + info.source;
  }
  return {};
}

void WriteFinding(const Finding& finding, bool with_type, JsonWriter& json) {
  json.BeginObject();
  if (with_type) json.Key("type"), json.String(finding.type);
  json.Key("stream"), json.String(finding.stream);
  if (!finding.label.empty()) json.Key("label"), json.String(finding.label);
  json.Key("start"), json.Number(finding.start, 0);
  json.Key("end"), json.Number(finding.end, 0);
  json.Key("durationMs"), json.Number(finding.duration_ms, 0);
  json.Key("count"), json.Integer(finding.count);
  json.Key("precision"), json.String(finding.precision);
  json.Key("cause"), json.String(finding.cause);
  json.Key("confidence"), json.String(finding.confidence);
  json.Key("evidence"), json.BeginObject();
  for (const EventValue& value : finding.evidence) json.Key(value.key), json.Number(value.number, value.decimals);
  json.EndObject();
  json.EndObject();
}

void WriteFindings(const std::vector<Finding>& findings, bool with_type, JsonWriter& json) {
  json.BeginArray();
  for (const Finding& finding : findings) WriteFinding(finding, with_type, json);
  json.EndArray();
}

}  // namespace

CallVerdict::Connection& CallVerdict::Of(const ConnectionWindow& window) {
  const auto known = std::find_if(connections_.begin(), connections_.end(), [&](const Connection& c) { return c.handle == window.handle; });
  return known == connections_.end() ? connections_.emplace_back(Connection{window.handle, window.name, {}}) : *known;
}

void CallVerdict::Add(const SampleWindow& window) {
  for (const ConnectionWindow& filled : window.connections()) {
    Connection& connection = Of(filled);
    for (const double t : filled.t) connection.forensics.AddPoll(t);
    for (const Event& event : window.events()) {
      if (event.connection == filled.handle) connection.forensics.AddEvent(event, LabelOf(filled, event.stream));
    }
  }
}

std::string CallVerdict::ConnectionsJson() const {
  JsonWriter json;
  json.BeginArray();
  for (const Connection& connection : connections_) {
    json.BeginObject();
    json.Key("id"), json.String(connection.name);
    json.Key("samples"), json.Integer(connection.forensics.polls());
    json.Key("freezes"), WriteFindings(connection.forensics.freezes(), false, json);
    json.Key("episodes"), WriteFindings(connection.forensics.episodes(), true, json);
    json.Key("verdict"), json.String(connection.forensics.Verdict());
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

}  // namespace rtc_vitals
