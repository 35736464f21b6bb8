// Reads a recorded call, a JSON line a poll, into a session.
//
// A line is `{"t":ms,"pc":"id","report":[stats…]}`; `report` may be an object keyed by id too. `perf`, `getStatsMs`, `conn`, `ice` and `visible` fill
// the host row where they are given. A line with `event` in place of `report` is something that happened to the connection. The lines of an rtcstats
// dump (rtcstats_reader.h) are read as well. `t` is epoch milliseconds, and that of a report does not lie before that of the report before of its `pc`,
// unless the clock was set back: by any amount where `perf` goes on, by a little where it is not there.
#ifndef RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_
#define RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_

#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/unknown.h"
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
  // Whether reports of an rtcstats dump were restored from lines of which one could not be read.
  bool built_on_lost() const { return rtcstats_.built_on_lost(); }

 private:
  struct Source {
    int handle = 0;
    double t = -std::numeric_limits<double>::infinity();  // of the newest report, epoch ms; where `perf` goes on, of the last
    double perf = kUnknown;                               // of the last report, ms

    // Takes the times of the next report; false, and nothing changed, if it was made before the last one.
    bool Advance(double next_t, double next_perf);
  };

  std::string ReadReport(const nlohmann::json& line, const nlohmann::json& report);

  Session& session_;
  RowEncoder encoder_;
  RtcstatsReader rtcstats_;
  std::unordered_map<std::string, Source> sources_;  // by `pc`
  std::vector<double> rows_;
  int handle_ = 0;
  unsigned flags_ = 0;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_REPORT_LINE_READER_H_
