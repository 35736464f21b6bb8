#include "core/dump/report_line_reader.h"

#include <algorithm>

#include "core/reading/parse_json.h"

namespace rtc_vitals {

std::string ReportLineReader::Read(std::string_view text) {
  handle_ = 0;
  flags_ = 0;
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  if (text.empty() || text == RtcstatsReader::kFirstLine) return {};
  const nlohmann::json line = ParseJson(text);
  if (line.is_discarded()) return "is not JSON";
  if (RtcstatsReader::Recognises(line)) {
    nlohmann::json report;
    return rtcstats_.Read(line, report) ? ReadParsed(report) : std::string();
  }
  return ReadParsed(line);
}

std::string ReportLineReader::ReadParsed(const nlohmann::json& line) {
  handle_ = 0;
  flags_ = 0;
  if (!line.is_object()) return std::string("must be an object, is ") + line.type_name();
  const auto t = line.find("t");
  if (t == line.end() || !t->is_number()) return "t: must be the time of the poll in epoch milliseconds";
  const auto pc = line.find("pc");
  if (pc != line.end() && !pc->is_string()) return std::string("pc: must be a string, is ") + pc->type_name();
  if (const auto event = line.find("event"); event != line.end() && event->is_string()) {
    session_.Mark(t->get<double>(), event->get_ref<const std::string&>(), pc == line.end() ? std::string() : pc->get<std::string>());
    return {};
  }
  const auto report = line.find("report");
  if (report == line.end() || !report->is_structured()) return "report: must be an array or an object of stats, and there is no event either";
  return ReadReport(line, *report);
}

void ReportLineReader::CloseAll() {
  for (const auto& [pc, handle] : handles_) session_.CloseConnection(handle);
  handles_.clear();
}

std::string ReportLineReader::ReadReport(const nlohmann::json& line, const nlohmann::json& report) {
  const std::string pc = line.value("pc", std::string("pc"));
  const auto [entry, is_new] = handles_.try_emplace(pc, 0);
  if (is_new) entry->second = session_.OpenConnection(pc);
  rows_.clear();
  encoder_.AppendHost(line, rows_);
  for (auto item = report.begin(); item != report.end(); ++item) {
    if (!item->is_object()) continue;
    const auto id = item->find("id");
    if (id != item->end() && id->is_string()) encoder_.Append(*item, id->get_ref<const std::string&>(), rows_);
    else if (report.is_object()) encoder_.Append(*item, item.key(), rows_);
  }
  std::copy(rows_.begin(), rows_.end(), session_.Rows(rows_.size()));
  handle_ = entry->second;
  flags_ = session_.Poll(handle_, rows_.size());
  if (flags_ & Session::kIdsReleased) encoder_.Forget(session_.TakeReleasedIds());
  return {};
}

}  // namespace rtc_vitals
