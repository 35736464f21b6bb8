#include "core/dump/rtcstats_reader.h"

#include <utility>

#include "core/dump/rtcstats_names.h"
#include "core/reading/parse_json.h"

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

constexpr double kEpochFrom = 1e11;  // larger times are absolute: 1973 as epoch ms, three years as a difference between two lines

enum class Method { kReport, kState, kIceState, kOther };

Method MethodOf(const Json& method) {
  if (method.is_number()) {
    if (method == 1) return Method::kReport;
    return method == 25 ? Method::kState : method == 24 ? Method::kIceState : Method::kOther;
  }
  if (method == "getStats" || method == "getstats" || method == "g") return Method::kReport;
  if (method == "onconnectionstatechange") return Method::kState;
  return method == "oniceconnectionstatechange" ? Method::kIceState : Method::kOther;
}

// A state is given directly, or as the only element of an array.
void TakeState(const Json& value, std::string& state) {
  if (std::string text = InnerText(value.is_array() && !value.empty() ? value[0] : value); !text.empty()) state = std::move(text);
}

// Members by name. Nested objects (qualityLimitationDurations) are deltas too.
void Merge(const Json& delta, Json& object) {
  for (const auto& [key, value] : delta.items()) {
    const std::string name(RtcstatsMember(key));
    Json& member = object[name];
    if (value.is_object() && member.is_object()) {
      member.update(value);
    } else if (name == "type" && value.is_number_integer()) {
      member = std::string(RtcstatsType(value.dump()));
    } else {
      member = value;
    }
  }
}

// An RTCP report keeps its timestamp until the next one. All other objects are read when the report is made.
bool HasOwnTime(const Json& object) {
  const auto type = object.find("type");
  return type != object.end() && (*type == "remote-inbound-rtp" || *type == "remote-outbound-rtp");
}

}  // namespace

void RtcstatsReader::Apply(const Json& delta, Json& report) {
  Json timestamp;
  for (const char* const key : {"t", "timestamp"}) {
    if (const auto found = delta.find(key); found != delta.end() && found->is_number()) timestamp = *found;
  }
  for (const auto& [id, change] : delta.items()) {
    if (change.is_null()) report.erase(id);
    if (!change.is_object()) continue;
    Json& object = report[id];
    if (!object.is_object()) object = Json::object();
    Json members = change;
    for (const char* const key : {"t", "timestamp"}) {
      // Older formats: the report's timestamp applies.
      if (const auto own = members.find(key); own != members.end() && *own == 0) members.erase(own);
    }
    if (!members.contains("t") && !members.contains("timestamp") && timestamp.is_number()) members["timestamp"] = timestamp;
    Merge(members, object);
  }
  for (auto& [id, object] : report.items()) {
    if (!delta.contains(id) && timestamp.is_number() && !HasOwnTime(object)) object["timestamp"] = timestamp;
  }
}

bool RtcstatsReader::Recognises(const Json& line) {
  if (line.is_object()) return line.contains("fileFormat");
  return line.is_array() && !line.empty() && (line[0].is_string() || line[0].is_number());
}

bool RtcstatsReader::MarkLost() { return begun_ && !std::exchange(lost_, true); }

bool RtcstatsReader::Read(const Json& entry, Json& line) {
  begun_ = true;
  constexpr std::size_t kFewest = 4;  // method, connection, value, time
  if (!entry.is_array() || entry.size() < kFewest || !entry.back().is_number()) return false;
  const double time = entry.back().get<double>();
  time_ = time > kEpochFrom ? time : time_ + time;
  const Json& name = entry[1];
  if (!name.is_string() && !name.is_number()) return false;
  const std::string id = name.is_string() ? name.get<std::string>() : name.dump();
  Connection& connection = connections_[id];
  switch (MethodOf(entry[0])) {
    case Method::kState: TakeState(entry[2], connection.state); return false;
    case Method::kIceState: TakeState(entry[2], connection.ice_state); return false;
    case Method::kOther: return false;
    case Method::kReport: break;
  }
  if (!entry[2].is_object()) return false;
  Apply(entry[2], connection.report);
  built_on_lost_ = lost_;
  line = {{"t", time_}, {"pc", id}, {"report", connection.report}};
  if (!connection.state.empty()) line["conn"] = connection.state;
  if (!connection.ice_state.empty()) line["ice"] = connection.ice_state;
  return true;
}

}  // namespace rtc_vitals
