// Feeds a recorded call into a session, one JSON line per poll.
//
// A line is `{"t":ms,"pc":"id","report":[stats…]}`; `report` may also be an object keyed by id. `perf`, `getStatsMs`, `conn`, `ice` and
// `visible` are optional and fill the host row. A line with `event` instead of `report` is something that happened to the connection. Lines
// of an rtcstats dump (rtcstats_reader.h) are read as well. `t` is epoch milliseconds and must not decrease between the reports of a `pc`,
// unless the clock was set back: by any amount if `perf` goes on, by a little if there is no `perf`.
//
// `perf` is performance.now(), which never decreases within a page and begins anew with it. If it is less than in the line before, and the
// page that it belongs to began after that line, the page was loaded again: the connection is closed and another one opened, named `a (page
// load 2)`.
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

  // Feeds one line; empty lines are skipped. Returns why it could not be used, or an empty string.
  std::string Read(std::string_view line);
  // The same for a parsed line.
  std::string ReadParsed(const nlohmann::json& line);
  // Ends the recording: closes its connections.
  void CloseAll();
  // Result of the last line: the handle of its connection and the session's PollFlags; 0 if it was no report.
  int handle() const { return handle_; }
  unsigned flags() const { return flags_; }
  // Whether any report was restored from an rtcstats dump of which an earlier line could not be read.
  bool built_on_lost() const { return rtcstats_.built_on_lost(); }

 private:
  // The place of a report among those of its `pc`.
  enum class Order { kNext, kNextPageLoad, kTooLate };

  struct Source {
    int handle = 0;
    double t = -std::numeric_limits<double>::infinity();  // epoch ms, of the newest report (of the last one if `perf` goes on)
    double perf = kUnknown;                               // ms, of the last report
    int page_loads = 0;

    Order OrderOf(double next_t, double next_perf) const;
    // Takes the times of the next report.
    void Advance(double next_t, double next_perf);
  };

  void Open(const std::string& pc, Source& source);
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
