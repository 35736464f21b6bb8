#include "tests/support/test_call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace rtc_vitals {
namespace {

std::string ObjectJson(const StatObject& object) {
  std::string json = "{";
  for (const Stat& stat : object) json += (json.size() > 1 ? ",\"" : "\"") + stat.name + "\":" + stat.json;
  return json + "}";
}

}  // namespace

Stat::Stat(std::string_view name, std::initializer_list<Stat> inner) : name(name), json(ObjectJson(inner)) {}

std::string Stat::NumberJson(double value) {
  if (!IsKnown(value)) return "null";
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

StatObject With(StatObject object, const StatObject& more) {
  object.insert(object.end(), more.begin(), more.end());
  return object;
}

StatObject InboundVideo(const StatObject& members) {
  return With({{"type", "inbound-rtp"}, {"id", "IV"}, {"kind", "video"}, {"ssrc", 1}}, members);
}
Report Video(int second) { return {InboundVideo({{"framesDecoded", 30 * second}, {"bytesReceived", 1000 * second}})}; }
StatObject ReceivedVideo(int frames, int seconds) {
  return InboundVideo({{"framesDecoded", frames}, {"framesReceived", frames}, {"bytesReceived", 100'000 * seconds},
                       {"packetsReceived", 100 * seconds}, {"packetsLost", 0}, {"jitterBufferEmittedCount", frames}});
}
StatObject InboundAudio(const StatObject& members) {
  return With({{"type", "inbound-rtp"}, {"id", "IA"}, {"kind", "audio"}, {"ssrc", 2}}, members);
}
StatObject OutboundVideo(const StatObject& members) {
  return With({{"type", "outbound-rtp"}, {"id", "OV"}, {"kind", "video"}, {"ssrc", 3}}, members);
}
StatObject OutboundAudio(const StatObject& members) {
  return With({{"type", "outbound-rtp"}, {"id", "OA"}, {"kind", "audio"}, {"ssrc", 4}}, members);
}
StatObject RemoteInbound(const StatObject& members) {
  return With({{"type", "remote-inbound-rtp"}, {"id", "RI"}, {"kind", "video"}, {"ssrc", 3}, {"localId", "OV"}}, members);
}
StatObject Pair(const StatObject& members) {
  return With({{"type", "candidate-pair"}, {"id", "CP"}, {"state", "succeeded"}, {"nominated", true}, {"transportId", "T"}}, members);
}
StatObject Transport(const StatObject& members) {
  return With({{"type", "transport"}, {"id", "T"}, {"selectedCandidatePairId", "CP"}, {"dtlsState", "connected"}}, members);
}

unsigned TestCall::Poll(double ms, const Report& report, const StatObject& host, std::string_view pc) {
  StatObject line = With({{"t", kCallStart + ms}, {"pc", std::string(pc)}, {"perf", 5000 + ms}}, host);
  std::string objects;
  for (const StatObject& object : report) {
    objects += (objects.empty() ? "" : ",") + ObjectJson(With({{"timestamp", kCallStart + ms}}, object));
  }
  std::string text = ObjectJson(line);
  text.back() = ',';
  EXPECT_EQ(reader_.Read(text + "\"report\":[" + objects + "]}"), "");
  return reader_.flags();
}

const double* TestCall::Newest(std::string_view stream, SampleKind& kind) const {
  for (const ConnectionWindow& connection : session.window().connections()) {
    if (connection.handle != handle()) continue;
    for (const SampleSeries& series : connection.series) {
      if (series.info.id != stream) continue;
      kind = series.kind;
      return series.values.data() + series.values.size() - InfoOf(kind).fields.size();
    }
  }
  return nullptr;
}

double TestCall::Get(std::string_view stream, std::string_view member) const {
  SampleKind kind;
  const double* values = Newest(stream, kind);
  if (!values) return kUnknown;
  const auto fields = InfoOf(kind).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == member) return values[i];
  }
  ADD_FAILURE() << "no member " << member << " in " << InfoOf(kind).name;
  return kUnknown;
}

std::string TestCall::Word(std::string_view stream, std::string_view member) const {
  return std::string(session.labels().Text(static_cast<int>(KnownOr(Get(stream, member), 0))));
}

bool TestCall::Has(std::string_view stream) const {
  SampleKind kind;
  const double* values = Newest(stream, kind);
  return values && std::any_of(values, values + InfoOf(kind).fields.size(), [](double value) { return IsKnown(value); });
}

std::vector<std::string_view> TestCall::EventTypes() const {
  std::vector<std::string_view> types;
  for (const Event& event : session.window().events()) types.push_back(event.type);
  return types;
}

}  // namespace rtc_vitals
