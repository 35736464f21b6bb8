// Reads a recorded call, a JSON line a poll, into a session.
//
// A line is `{"t":ms,"pc":"id","report":[stats…]}`; `report` may be an object keyed by id too. `perf`, `getStatsMs`, `conn`, `ice` and `visible` fill
// the host row where they are given. A line with `event` in place of `report` is something that happened to the connection. The lines of an rtcstats
// dump (rtcstats_reader.h) are read as well.
#ifndef RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_
#define RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dump/row_encoder.h"
#include "core/dump/rtcstats_reader.h"

namespace rtc_vitals {

class ReportLineReader {
 public:
  explicit ReportLineReader(Session& session) : session_(session), encoder_(session) {}

  // Feeds one line; empty lines are skipped. Returns why it could not be used, or an empty text.
  std::string Read(std::string_view line);
  // The same for a line that is parsed already.
  std::string ReadParsed(const nlohmann::json& line);
  // The recording is over: closes its connections.
  void CloseAll();
  // What the line read last did: the handle of its connection and the session's PollFlags; 0 when it was no report.
  int handle() const { return handle_; }
  unsigned flags() const { return flags_; }

 private:
  std::string ReadReport(const nlohmann::json& line, const nlohmann::json& report);

  Session& session_;
  RowEncoder encoder_;
  RtcstatsReader rtcstats_;
  std::unordered_map<std::string, int> handles_;  // by `pc`
  std::vector<double> rows_;
  int handle_ = 0;
  unsigned flags_ = 0;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_
