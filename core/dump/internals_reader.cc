#include "core/dump/internals_reader.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/unknown.h"
#include "core/reading/iso_time.h"
#include "core/reading/parse_json.h"

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

constexpr double kSamePollMs = 500;  // half of the second at which Chrome polls for this page

// In most versions a series is JSON text inside a string.
Json ValuesOf(const Json& series) {
  const auto values = series.find("values");
  if (values == series.end()) return Json::array();
  Json array = values->is_string() ? ParseJson(values->get_ref<const std::string&>()) : *values;
  return array.is_array() ? array : Json::array();
}

double TimeOf(const Json& series, const char* key) {
  const auto time = series.find(key);
  if (time == series.end()) return kUnknown;
  if (time->is_number()) return time->get<double>();
  return time->is_string() ? ParseIsoTime(time->get_ref<const std::string&>()) : kUnknown;
}

// `count` times, spread evenly from the series' start to its end.
std::vector<double> SpreadTimes(const Json& series, std::size_t count) {
  const double start = TimeOf(series, "startTime");
  const double end = TimeOf(series, "endTime");
  std::vector<double> times;
  if (!IsKnown(start) || !IsKnown(end)) return times;
  for (std::size_t i = 0; i < count; ++i) {
    times.push_back(count == 1 ? end : start + (end - start) * static_cast<double>(i) / static_cast<double>(count - 1));
  }
  return times;
}

std::size_t NearestTo(double time, const std::vector<double>& times) {
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (std::fabs(times[i] - time) < std::fabs(times[nearest] - time)) nearest = i;
  }
  return nearest;
}

// An RTCP report has its own timestamp and stays until the next one.
bool IsRemoteReport(const std::string& type) { return type == "remote-inbound-rtp" || type == "remote-outbound-rtp"; }

}  // namespace

std::string InternalsReader::Open(std::string_view text) {
  const Json dump = ParseJson(text);
  if (dump.is_discarded()) return "is not JSON; it may not have been saved completely";
  const auto connections = dump.is_object() ? dump.find("PeerConnections") : dump.end();
  if (connections == dump.end() || !connections->is_object()) return "PeerConnections: must be an object";
  for (const auto& [id, connection] : connections->items()) {
    const auto stats = connection.is_object() ? connection.find("stats") : connection.end();
    if (stats == connection.end() || !stats->is_object()) continue;
    connections_.push_back(ReadConnection(id, *stats));
    if (const auto log = connection.find("updateLog"); log != connection.end() && log->is_array()) ReadStates(*log, connections_.back());
  }
  return {};
}

InternalsReader::Connection InternalsReader::ReadConnection(const std::string& id, const Json& stats) {
  Connection connection;
  connection.id = id;
  std::map<std::string, std::size_t> places;  // by stats id
  for (const auto& [name, series] : stats.items()) {
    const std::size_t dash = name.rfind('-');
    if (dash == std::string::npos || name.find('[') != std::string::npos || !series.is_object()) continue;  // `[…]`: computed by the page
    const auto type = series.find("statsType");
    if (type == series.end() || !type->is_string()) continue;
    const auto [place, is_new] = places.try_emplace(name.substr(0, dash), connection.objects.size());
    if (is_new) connection.objects.push_back({name.substr(0, dash), type->get<std::string>(), {}, {}, 0});
    const std::string member = name.substr(dash + 1);
    Object& object = connection.objects[place->second];
    if (member != "timestamp") {
      object.series.push_back({member, 0, ValuesOf(series)});
      continue;
    }
    for (const Json& time : ValuesOf(series)) {
      if (time.is_number()) object.times.push_back(time.get<double>());
    }
  }
  for (Object& object : connection.objects) AlignSeries(stats, object);
  FindPolls(connection);
  return connection;
}

void InternalsReader::ReadStates(const Json& log, Connection& connection) {
  for (const Json& entry : log) {
    if (!entry.is_object() || !entry.contains("type") || !entry.contains("value")) continue;
    const Json& type = entry["type"];
    State* const state = type == "onconnectionstatechange"      ? &connection.state
                         : type == "oniceconnectionstatechange" ? &connection.ice_state
                                                                : nullptr;
    const double t = TimeOf(entry, "timestamp");
    if (state && IsKnown(t)) state->changes.emplace_back(t, InnerText(entry["value"]));
  }
}

std::string InternalsReader::State::At(double t) {
  while (next < changes.size() && changes[next].first <= t) ++next;
  return next == 0 ? std::string() : changes[next - 1].second;
}

// Finds the point at which each series begins: a member may appear later than its object. Chrome drops the oldest points of both.
void InternalsReader::AlignSeries(const Json& stats, Object& object) {
  if (object.times.empty()) {
    for (const Series& series : object.series) {
      if (series.values.size() > object.times.size()) {
        object.times = SpreadTimes(*stats.find(object.id + "-" + series.member), series.values.size());
      }
    }
  }
  for (Series& series : object.series) {
    if (series.values.size() >= object.times.size()) continue;
    const double start = TimeOf(*stats.find(object.id + "-" + series.member), "startTime");
    const std::size_t last = object.times.size() - series.values.size();  // a series ends with its object
    series.first = IsKnown(start) && !IsRemoteReport(object.type) ? std::min(NearestTo(start, object.times), last) : last;
  }
}

// Every report has an object of type peer-connection. In a dump without one, the object with the most points defines the polls.
void InternalsReader::FindPolls(Connection& connection) {
  const Object* clock = nullptr;
  for (const Object& object : connection.objects) {
    if (IsRemoteReport(object.type)) continue;
    if (object.type == "peer-connection" && !object.times.empty()) clock = &object;
    if (!clock || (clock->type != "peer-connection" && object.times.size() > clock->times.size())) clock = &object;
  }
  if (!clock) return;
  for (const double time : clock->times) {
    if (connection.polls.empty() || time > connection.polls.back()) connection.polls.push_back(time);
  }
}

Json InternalsReader::ReportAt(double t, Connection& connection) {
  Json report = Json::object();
  for (Object& object : connection.objects) {
    const bool is_remote = IsRemoteReport(object.type);
    const double end = is_remote ? t : t + kSamePollMs;
    while (object.next + 1 < object.times.size() && object.times[object.next + 1] <= end) ++object.next;
    if (object.next >= object.times.size()) continue;
    const double time = object.times[object.next];
    if (time > end || (time < t - kSamePollMs && !is_remote)) continue;
    Json members = {{"id", object.id}, {"type", object.type}, {"timestamp", time}};
    for (const Series& series : object.series) {
      if (object.next < series.first || object.next - series.first >= series.values.size()) continue;
      members[series.member] = series.values[object.next - series.first];
    }
    report[object.id] = std::move(members);
  }
  return report;
}

bool InternalsReader::Next(Json& line) {
  Connection* first = nullptr;
  for (Connection& connection : connections_) {
    if (connection.next == connection.polls.size()) continue;
    if (!first || connection.polls[connection.next] < first->polls[first->next]) first = &connection;
  }
  if (!first) return false;
  const double t = first->polls[first->next++];
  line = {{"t", t}, {"pc", first->id}, {"report", ReportAt(t, *first)}};
  if (const std::string state = first->state.At(t); !state.empty()) line["conn"] = state;
  if (const std::string state = first->ice_state.At(t); !state.empty()) line["ice"] = state;
  return true;
}

}  // namespace rtc_vitals
