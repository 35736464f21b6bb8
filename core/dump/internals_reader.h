// Reads dumps of chrome://webrtc-internals: one JSON text with a series for each member of each stats object.
#ifndef RTC_VITALS_CORE_DUMP_INTERNALS_READER_H_
#define RTC_VITALS_CORE_DUMP_INTERNALS_READER_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rtc_vitals {

// `{"PeerConnections":{"<id>":{"stats":{"<stats id>-<member>":{"statsType","startTime","endTime","values":"[…]"}}}}}`. Chrome keeps the
// newest 1,000 values of a series. Since Chrome 117 each object has a series of timestamps. Before that, values are spread evenly from
// startTime to endTime. Connection states are beside `stats`, in
// `"updateLog":[{"type":"onconnectionstatechange","value":"\"connected\"","timestamp":epoch ms}]` (Chrome 156; a log without epoch times
// yields no states).
class InternalsReader {
 public:
  // Parses the dump. Returns why it cannot be read, or an empty string.
  std::string Open(std::string_view text);
  // The next poll in time order, in the form of report_line_reader.h; false at the end.
  bool Next(nlohmann::json& line);

 private:
  struct Series {
    std::string member;
    std::size_t first = 0;  // index of the object's point that the first value belongs to
    nlohmann::json values;  // an array
  };
  struct Object {
    std::string id, type;
    std::vector<double> times;  // epoch ms, one per point
    std::vector<Series> series;
    std::size_t next = 0;
  };
  // A state of a connection over time, from the log.
  struct State {
    std::vector<std::pair<double, std::string>> changes;  // epoch ms
    std::size_t next = 0;

    // The state at `t`, which must not decrease between calls; empty before the first change.
    std::string At(double t);
  };
  struct Connection {
    std::string id;
    State state, ice_state;
    std::vector<Object> objects;
    std::vector<double> polls;  // epoch ms
    std::size_t next = 0;
  };

  static Connection ReadConnection(const std::string& id, const nlohmann::json& stats);
  static void ReadStates(const nlohmann::json& log, Connection& connection);
  static void AlignSeries(const nlohmann::json& stats, Object& object);
  static void FindPolls(Connection& connection);
  static nlohmann::json ReportAt(double t, Connection& connection);

  std::vector<Connection> connections_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_INTERNALS_READER_H_
