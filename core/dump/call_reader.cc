#include "core/dump/call_reader.h"

#include <algorithm>

#include "core/dump/sample_lines.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

bool LacksFrameClock(const StatsReport& report) {
  const std::span<const Row> rows = report.Of(stat::Type::inbound_rtp);
  return std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row[in::framesDecoded] > 0 && !IsKnown(row[in::totalInterFrameDelay]); });
}

constexpr const char* kBuiltOnLost = "A line of this dump could not be read, and those behind it say only what changed: what follows may be wrong. ";

}  // namespace

void CallReader::Begin() {
  session_.ClearWindow();
  samples_.clear();
}

void CallReader::Take() {
  for (const ConnectionWindow& connection : session_.window().connections()) {
    if (connection.handle != reader_.handle()) continue;
    samples_ = NewestSampleLines(connection, session_.labels());
    const Row host = session_.report().Only(stat::Type::host);
    verdict_.AddClock(connection.name, host[stat::host::t], host[stat::host::perf]);
    if (LacksFrameClock(session_.report())) verdict_.LackFrameClock(connection.name);
  }
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
}

std::string CallReader::Read(std::string_view line) {
  Begin();
  std::string why = reader_.Read(line);
  Take();
  return why;
}

bool CallReader::Next() {
  Begin();
  nlohmann::json line;
  const bool has_more = internals_.Next(line);
  if (has_more) reader_.ReadParsed(line);
  Take();
  return has_more;
}

void CallReader::Finish() {
  Begin();
  reader_.CloseAll();
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
}

std::string CallReader::Connections() const { return verdict_.ConnectionsJson(reader_.built_on_lost() ? kBuiltOnLost : ""); }

}  // namespace rtc_vitals
