// Reads rtcstats dumps: JSON lines whose reports say only what changed.
#ifndef RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_
#define RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rtc_vitals {

// After `RTCStatsDump` and a line of metadata, every line is `[method, connection, value, …, time]` (rtcstats-server, docs/file-format.md, format 3;
// older dumps have the lines alone). `time` counts from the line before; large ones are epoch ms, as they were before format 3. A report is the
// difference from the one before: a stats object that is not named is unchanged, null removes it, `t` is the timestamp of all that have none.
// chrome://webrtc-internals writes such a dump too (Chrome 156): with the names in full, and states as JSON text within the text.
class RtcstatsReader {
 public:
  static constexpr std::string_view kFirstLine = "RTCStatsDump";
  // Whether a line can only be of such a dump: an array that begins with a method, or the metadata.
  static bool Recognises(const nlohmann::json& line);

  // Reads one line. True if it was a report, which `line` then holds in the form of report_line_reader.h.
  bool Read(const nlohmann::json& entry, nlohmann::json& line);
  // A line cannot be read. True if the dump has begun, and this is the first of it: what changed with it is missing in all that follow.
  bool Lose();
  // Whether a report was read behind it.
  bool built_on_lost() const { return built_on_lost_; }

 private:
  struct Connection {
    nlohmann::json report = nlohmann::json::object();  // stats objects by id, as they are now
    std::string state, ice_state;
  };

  void Apply(const nlohmann::json& delta, nlohmann::json& report);

  std::unordered_map<std::string, Connection> connections_;
  double time_ = 0;  // of the line read last, epoch ms
  bool begun_ = false;
  bool lost_ = false;
  bool built_on_lost_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_RTCSTATS_READER_H_
