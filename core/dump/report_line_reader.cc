#include "core/dump/report_line_reader.h"

#include <algorithm>

#include "core/reading/parse_json.h"

namespace rtc_vitals {
namespace {

// Seconds, microseconds and performance.now() fall outside these bounds.
constexpr double kFirstEpochMs = 946'684'800'000;   // 2000-01-01
constexpr double kLastEpochMs = 4'102'444'800'000;  // 2100-01-01
// NTP steps a clock that is off by more than 0.128 s (RFC 5905, STEPT). A clock is off by more than a few seconds only after it was set
// wrong.
constexpr double kMaxStepMs = 3000;

double NumberIn(const nlohmann::json& line, const char* key) {
  const auto number = line.find(key);
  return number != line.end() && number->is_number() ? number->get<double>() : kUnknown;
}

}  // namespace

ReportLineReader::Order ReportLineReader::Source::OrderOf(double next_t, double next_perf) const {
  if (!IsKnown(next_perf) || !IsKnown(perf)) return next_t < t - kMaxStepMs ? Order::kTooLate : Order::kNext;
  if (next_perf >= perf) return Order::kNext;
  const double page_began = next_t - next_perf;
  return page_began >= t - kMaxStepMs ? Order::kNextPageLoad : Order::kTooLate;
}

void ReportLineReader::Source::Advance(double next_t, double next_perf) {
  t = IsKnown(next_perf) && IsKnown(perf) ? next_t : std::max(t, next_t);
  perf = next_perf;
}

std::string ReportLineReader::Read(std::string_view text) {
  handle_ = 0;
  flags_ = 0;
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  if (text.empty() || text == RtcstatsReader::kFirstLine) return {};
  const nlohmann::json line = ParseJson(text);
  if (line.is_discarded()) {
    return rtcstats_.MarkLost() ? "is not JSON; later lines of this dump build on it and may be wrong" : "is not JSON";
  }
  if (RtcstatsReader::Recognises(line)) {
    nlohmann::json report;
    return rtcstats_.Read(line, report) ? ReadParsed(report) : std::string();
  }
  return ReadParsed(line);
}

std::string ReportLineReader::ReadParsed(const nlohmann::json& line) {
  handle_ = 0;
  flags_ = 0;
  if (!line.is_object()) return std::string("must be an object, got ") + line.type_name();
  const double t = NumberIn(line, "t");
  if (!(t >= kFirstEpochMs && t <= kLastEpochMs)) {
    return "t: must be the time of the poll in epoch milliseconds" + (IsKnown(t) ? ", got " + line["t"].dump() : std::string());
  }
  const auto pc = line.find("pc");
  if (pc != line.end() && !pc->is_string()) return std::string("pc: must be a string, got ") + pc->type_name();
  if (const auto event = line.find("event"); event != line.end() && event->is_string()) {
    session_.Mark(t, event->get_ref<const std::string&>(), pc == line.end() ? std::string() : pc->get<std::string>());
    return {};
  }
  const auto report = line.find("report");
  if (report == line.end() || !report->is_structured()) {
    return "report: must be an array or an object of stats, unless the line has an event";
  }
  return ReadReport(line, *report);
}

void ReportLineReader::CloseAll() {
  for (const auto& [pc, source] : sources_) session_.CloseConnection(source.handle);
  sources_.clear();
}

void ReportLineReader::Open(const std::string& pc, Source& source) {
  const std::string load = ++source.page_loads > 1 ? " (page load " + std::to_string(source.page_loads) + ")" : std::string();
  source.handle = session_.OpenConnection(pc + load);
}

std::string ReportLineReader::ReadReport(const nlohmann::json& line, const nlohmann::json& report) {
  const std::string pc = line.value("pc", std::string("pc"));
  const auto [entry, is_new] = sources_.try_emplace(pc);
  Source& source = entry->second;
  const double t = NumberIn(line, "t");
  const double perf = NumberIn(line, "perf");
  const Order order = source.OrderOf(t, perf);
  if (order == Order::kTooLate) return "t: is earlier than in the previous line of this pc: polls must be in chronological order";
  if (order == Order::kNextPageLoad) session_.CloseConnection(source.handle);
  if (is_new || order == Order::kNextPageLoad) Open(pc, source);
  source.Advance(t, perf);
  rows_.clear();
  encoder_.AppendHost(line, rows_);
  for (auto item = report.begin(); item != report.end(); ++item) {
    if (!item->is_object()) continue;
    const auto id = item->find("id");
    if (id != item->end() && id->is_string()) encoder_.Append(*item, id->get_ref<const std::string&>(), rows_);
    else if (report.is_object()) encoder_.Append(*item, item.key(), rows_);
  }
  std::copy(rows_.begin(), rows_.end(), session_.Rows(rows_.size()));
  handle_ = source.handle;
  flags_ = session_.Poll(handle_, rows_.size());
  if (flags_ & Session::kIdsReleased) encoder_.Forget(session_.TakeReleasedIds());
  return {};
}

}  // namespace rtc_vitals
