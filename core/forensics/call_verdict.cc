#include "core/forensics/call_verdict.h"

#include <algorithm>
#include <utility>

#include "core/batch/json_writer.h"
#include "core/reading/parse_json.h"
#include "core/seam/labels.h"

namespace rtc_vitals {
namespace {

std::string LabelText(const std::string& participant, const std::string& source) {
  return source.empty() || participant.empty() ? participant + source : participant + ", " + source;
}

// Empty if no member has that name.
std::string MemberOf(const std::vector<TextMember>& members, std::string_view name) {
  const auto member = std::find_if(members.begin(), members.end(), [&](const TextMember& m) { return m.first == name; });
  return member == members.end() ? std::string() : member->second;
}

// Whether a connection sample shows that the far end left: the transport is closed, but not by the page. `is_closed`: whether a state's
// number means "closed".
template <typename IsClosed>
bool FarEndLeft(SampleKind kind, std::span<const double> values, IsClosed is_closed) {
  if (kind != SampleKind::connection) return false;
  const auto sample = SampleFrom<ConnectionSample>(values);
  return is_closed(sample.dtlsState) && !is_closed(sample.connectionState);
}

constexpr int kSentDecimals = 4;  // the most that the wire format uses

// Restores the session's event from the one that was sent, whose members are JSON texts. The result refers to `read` and `evidence`.
Event EventOf(const DecodedEvent& read, const nlohmann::json& evidence) {
  Event event{.t = read.t, .type = read.type, .phase = read.phase, .stream = read.stream};
  for (const auto& [name, json] : read.members) {
    const nlohmann::json value = ParseJson(json);
    if (value.is_string()) event.values.push_back({.key = name.c_str(), .text = value.get<std::string>()});
    else if (value.is_number()) event.values.push_back({.key = name.c_str(), .number = value.get<double>()});
  }
  for (auto item = evidence.begin(); item != evidence.end(); ++item) {
    if (item->is_number()) event.evidence.push_back({.key = item.key().c_str(), .number = item->get<double>(), .decimals = kSentDecimals});
  }
  return event;
}

void WriteFinding(const Finding& finding, bool with_type, JsonWriter& json) {
  json.BeginObject();
  if (with_type) json.Member("type", finding.type);
  json.Member("stream", finding.stream);
  json.Optional("label", finding.label);
  json.Member("start", finding.start, 0);
  json.Member("end", finding.end, 0);
  json.Member("durationMs", finding.duration_ms, 0);
  json.Key("count"), json.Integer(finding.count);
  json.Member("precision", finding.precision);
  json.Member("cause", finding.cause);
  json.Member("confidence", finding.confidence);
  json.Key("evidence"), json.BeginObject();
  for (const Fact& fact : finding.evidence) json.EscapedKey(fact.name), json.Number(fact.value, fact.decimals);
  json.EndObject();
  if (finding.running) json.Key("running"), json.Bool(true);
  if (finding.to_stream_end) json.Member("until", "stream-end");
  json.EndObject();
}

void WriteFindings(const std::vector<Finding>& findings, bool with_type, JsonWriter& json) {
  json.BeginArray();
  for (const Finding& finding : findings) WriteFinding(finding, with_type, json);
  json.EndArray();
}

void WriteNotes(const std::vector<SideNote>& notes, JsonWriter& json) {
  json.BeginArray();
  for (const SideNote& note : notes) {
    json.BeginObject();
    json.Member("type", note.type);
    json.Member("stream", note.stream);
    json.Optional("label", note.label);
    json.Member("start", note.start, 0);
    json.Member("end", note.end, 0);
    json.Member("durationMs", note.end - note.start, 0);
    json.Member("reason", note.reason);
    json.Optional("unit", note.unit);
    if (!note.unit.empty()) json.Member("count", note.count, 0);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

// An empty label changes nothing: a batch may leave out what an earlier one said.
void CallVerdict::Connection::AddLabel(const std::string& stream, std::string label) {
  if (label.empty()) return;
  std::string& known = labels[stream];
  if (known.empty()) forensics.AddLabel(stream, label);
  known = std::move(label);
}

void CallVerdict::Connection::AddEvent(const Event& event) {
  const auto label = labels.find(std::string_view(event.stream));
  forensics.AddEvent(event, label == labels.end() ? std::string_view() : label->second);
}

CallVerdict::Connection& CallVerdict::ConnectionOf(const std::string& name) {
  const auto known = std::find_if(connections_.begin(), connections_.end(), [&](const Connection& c) { return c.name == name; });
  return known == connections_.end() ? connections_.emplace_back(Connection{name, {}, {}}) : *known;
}

void CallVerdict::Add(const SampleWindow& window) {
  for (const ConnectionWindow& filled : window.connections()) {
    Connection& connection = ConnectionOf(filled.name);
    for (const SampleSeries& series : filled.series) {
      connection.AddLabel(std::string(series.info.id), LabelText(series.info.participant, series.info.source));
    }
    for (std::size_t poll = 0; poll < filled.t.size(); ++poll) {
      for (const SampleSeries& series : filled.series) {
        connection.forensics.AddSample(series.kind, series.info.id, filled.t[poll], series.At(poll));
        if (FarEndLeft(series.kind, series.At(poll), [](double word) { return word == Labels::closed; })) connection.forensics.MarkLeft();
      }
      connection.forensics.AddPoll(filled.t[poll]);
    }
    for (const Event& event : window.events()) {
      if (event.connection == filled.handle) connection.AddEvent(event);
    }
  }
}

// A sample covers the time since the previous one.
void CallVerdict::Connection::AddUnfrozen(const std::vector<double>& t, const DecodedStream& video) {
  const std::span<const SampleField> fields = InfoOf(video.kind).fields;
  const auto field =
      std::find_if(fields.begin(), fields.end(), [](const SampleField& f) { return f.name == std::string_view("isFrozen"); });
  for (std::size_t poll = 1; poll < t.size(); ++poll) {
    if (video.At(poll)[static_cast<std::size_t>(field - fields.begin())] == 0) forensics.AddUnfrozen(video.id, t[poll - 1], t[poll]);
  }
}

void CallVerdict::AddPolls(const DecodedBatch& batch, std::size_t at, bool lost) {
  const DecodedConnection& read = batch.connections[at];
  Forensics& forensics = ConnectionOf(read.id).forensics;
  if (lost) forensics.MarkLost();
  const auto is_closed = [&](double word) { return IsKnown(word) && batch.words[static_cast<std::size_t>(word)] == "closed"; };
  for (std::size_t poll = 0; poll < read.t.size(); ++poll) {
    for (const DecodedStream& stream : batch.streams) {
      if (static_cast<std::size_t>(stream.connection) != at) continue;
      forensics.AddSample(stream.kind, stream.id, read.t[poll], stream.At(poll));
      if (FarEndLeft(stream.kind, stream.At(poll), is_closed)) forensics.MarkLeft();
    }
    forensics.AddPoll(read.t[poll]);
  }
}

void CallVerdict::Add(const DecodedBatch& batch) {
  const bool lost = IsKnown(last_seq_) && batch.seq > last_seq_ + 1;
  last_seq_ = batch.seq;
  for (const DecodedStream& stream : batch.streams) {
    Connection& connection = ConnectionOf(batch.connections[static_cast<std::size_t>(stream.connection)].id);
    connection.AddLabel(stream.id, LabelText(MemberOf(stream.label, "participant"), MemberOf(stream.label, "source")));
  }
  for (std::size_t i = 0; i < batch.connections.size(); ++i) {
    if (batch.format == BatchFormat::kPoints) ConnectionOf(batch.connections[i].id).forensics.SetNoEvents();
    AddPolls(batch, i, lost);
  }
  for (const DecodedEvent& event : batch.events) {
    if (event.connection < 0) continue;
    const std::string json = MemberOf(event.members, "evidence");
    const nlohmann::json evidence = json.empty() ? nlohmann::json::object() : ParseJson(json);
    ConnectionOf(batch.connections[static_cast<std::size_t>(event.connection)].id).AddEvent(EventOf(event, evidence));
  }
  for (const DecodedStream& stream : batch.streams) {
    const DecodedConnection& of = batch.connections[static_cast<std::size_t>(stream.connection)];
    if (stream.kind == SampleKind::inboundVideo) ConnectionOf(of.id).AddUnfrozen(of.t, stream);
  }
}

std::string CallVerdict::ConnectionsJson(std::string_view caveat) const {
  JsonWriter json;
  json.BeginArray();
  for (const Connection& connection : connections_) {
    std::vector<Finding> freezes = connection.forensics.Freezes();
    json.BeginObject();
    json.Member("id", connection.name);
    json.Key("samples"), json.Integer(connection.forensics.polls());
    json.Member("watchedMs", connection.forensics.watched_ms(), 0);
    json.Key("freezes"), WriteFindings(freezes, false, json);
    json.Key("episodes"), WriteFindings(connection.forensics.episodes(), true, json);
    json.Key("notes"), WriteNotes(connection.forensics.notes(), json);
    json.Member("verdict", std::string(caveat) + connection.forensics.Verdict(std::move(freezes)));
    json.EndObject();
  }
  json.EndArray();
  return json.Take();
}

}  // namespace rtc_vitals
