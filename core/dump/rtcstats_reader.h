// Reads rtcstats dumps: JSON lines whose reports contain only what changed.
#ifndef RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_
#define RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rtc_vitals {

// After `RTCStatsDump` and a line of metadata, every line is `[method, connection, value, …, time]` (rtcstats-server,
// docs/file-format.md, format 3; older dumps have only these lines). `time` is relative to the line before; large values are epoch ms,
// as before format 3. A report is a delta to the one before: a stats object that is not named is unchanged, null removes it, and `t`
// is the timestamp of every object without one of its own. chrome://webrtc-internals writes such dumps too (Chrome 156), with full
// names, and with states as JSON text inside a string.
class RtcstatsReader {
 public:
  static constexpr std::string_view kFirstLine = "RTCStatsDump";
  // Whether a line can only belong to such a dump: an array that begins with a method, or the metadata.
  static bool Recognises(const nlohmann::json& line);

  // Reads one line. True if it was a report; `line` then holds it in the form of report_line_reader.h.
  bool Read(const nlohmann::json& entry, nlohmann::json& line);
  // Records a line that could not be read. True if it is the first one in a dump that has begun: all later reports lack its changes.
  bool MarkLost();
  // Whether a report was read after a lost line.
  bool built_on_lost() const { return built_on_lost_; }

 private:
  struct Connection {
    nlohmann::json report = nlohmann::json::object();  // current stats objects by id
    std::string state, ice_state;
  };

  void Apply(const nlohmann::json& delta, nlohmann::json& report);

  std::unordered_map<std::string, Connection> connections_;
  double time_ = 0;  // epoch ms, of the last line
  bool begun_ = false;
  bool lost_ = false;
  bool built_on_lost_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_
