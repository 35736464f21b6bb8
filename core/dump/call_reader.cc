#include "core/dump/call_reader.h"

#include <algorithm>
#include <optional>

#include "core/dump/internals_reader.h"
#include "core/dump/report_line_reader.h"
#include "core/dump/sample_lines.h"
#include "core/forensics/call_verdict.h"
#include "core/reading/sample_columns.h"
#include "core/report/legacy_stats.h"
#include "core/session/session.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

bool LacksFrameClock(const StatsReport& report) {
  const std::span<const Row> rows = report.Of(stat::Type::inbound_rtp);
  return std::any_of(rows.begin(), rows.end(),
                     [](const Row& row) { return row[in::framesDecoded] > 0 && !IsKnown(row[in::totalInterFrameDelay]); });
}

constexpr const char* kBuiltOnLost =
    "A line of this dump could not be read, and later lines contain only changes to it: the following may be wrong. ";

}  // namespace

struct CallReader::State {
  Session session{0, TranslateLegacy};
  ReportLineReader reader{session};
  CallVerdict verdict;
  InternalsReader internals;
  std::optional<SampleColumns> columns;
  std::string samples;
  std::string events;

  void Begin() {
    session.ClearWindow();
    samples.clear();
  }
  void Collect();
};

void CallReader::State::Collect() {
  for (const ConnectionWindow& connection : session.window().connections()) {
    if (connection.handle != reader.handle()) continue;
    samples = NewestSampleLines(connection, session.labels());
    if (columns) columns->AddNewest(connection, session.labels());
    const Row host = session.report().Only(stat::Type::host);
    verdict.AddClock(connection.name, host[stat::host::t], host[stat::host::perf]);
    if (LacksFrameClock(session.report())) verdict.SetNoFrameClock(connection.name);
  }
  verdict.Add(session.window());
  events = session.TakeEventsJson();
}

CallReader::CallReader() : state_(std::make_unique<State>()) {}
CallReader::~CallReader() = default;
CallReader::CallReader(CallReader&&) noexcept = default;
CallReader& CallReader::operator=(CallReader&&) noexcept = default;

bool CallReader::SetParameter(std::string_view name, double value) { return state_->session.SetParameter(name, value); }

void CallReader::KeepColumns(const std::string& members, double points) {
  state_->columns.emplace(ColumnQuery{.members = members, .points = points});
}

std::string CallReader::Read(std::string_view line) {
  state_->Begin();
  std::string why = state_->reader.Read(line);
  state_->Collect();
  return why;
}

std::string CallReader::Open(std::string_view dump) { return state_->internals.Open(dump); }

bool CallReader::Next() {
  state_->Begin();
  nlohmann::json line;
  const bool has_more = state_->internals.Next(line);
  if (has_more) state_->reader.ReadParsed(line);
  state_->Collect();
  return has_more;
}

const std::string& CallReader::samples() const { return state_->samples; }

const std::string& CallReader::events() const { return state_->events; }

void CallReader::Finish() {
  state_->Begin();
  state_->reader.CloseAll();
  state_->verdict.Add(state_->session.window());
  state_->events = state_->session.TakeEventsJson();
}

std::string CallReader::Connections() const { return state_->verdict.ConnectionsJson(state_->reader.built_on_lost() ? kBuiltOnLost : ""); }

std::string CallReader::Streams() const {
  constexpr double kPageLoad = 1;  // a recording is one page load; a collector distinguishes several
  JsonWriter json;
  json.BeginArray();
  for (std::size_t i = 0; state_->columns && i < state_->columns->count(); ++i) state_->columns->Write(i, kPageLoad, 0, json);
  json.EndArray();
  return json.Take();
}

}  // namespace rtc_vitals
