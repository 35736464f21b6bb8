// A synthetic call for the tests of the session: reports by member name in, samples by member name out.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_CALL_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_CALL_H_

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "core/dump/report_line_reader.h"
#include "core/report/legacy_stats.h"
#include "core/session/session.h"

namespace rtc_vitals {

// A member of a stats object as getStats() reports it: a number, a boolean or a string. An unknown number is null.
struct Stat {
  template <typename Number>
    requires std::integral<Number> || std::floating_point<Number>
  Stat(std::string_view name, Number value) : name(name), json(NumberJson(static_cast<double>(value))) {}
  Stat(std::string_view name, bool value) : name(name), json(value ? "true" : "false") {}
  Stat(std::string_view name, const char* text) : name(name), json('"' + std::string(text) + '"') {}
  Stat(std::string_view name, const std::string& text) : Stat(name, text.c_str()) {}
  Stat(std::string_view name, std::initializer_list<Stat> inner);

  static std::string NumberJson(double value);

  std::string name;
  std::string json;
};

using StatObject = std::vector<Stat>;
using Report = std::vector<StatObject>;

// `object` with the members of `more` appended. Of duplicate names, the last one counts.
StatObject With(StatObject object, const StatObject& more);

// Objects with their identifying members. Ids: IV, IA, OV, OA, RI, CP, T.
StatObject InboundVideo(const StatObject& members = {});
StatObject InboundAudio(const StatObject& members = {});
StatObject OutboundVideo(const StatObject& members = {});
StatObject OutboundAudio(const StatObject& members = {});
StatObject RemoteInbound(const StatObject& members = {});  // for OV
StatObject Pair(const StatObject& members = {});           // nominated and succeeded, on T
StatObject Transport(const StatObject& members = {});      // selects CP

// A video that has received 100 packets and 100,000 B per second without loss for `seconds`, and decoded `frames` whole frames.
StatObject ReceivedVideo(int frames, int seconds);

// The report of one video stream that has decoded 30 frames per second since the start.
Report Video(int second);

// A point on the wall clock, epoch ms.
inline constexpr double kCallStart = 1'700'000'000'000;

class TestCall {
 public:
  Session session{7, TranslateLegacy};

  TestCall() { session.SetSessionId("s"); }

  // Takes one report of connection `pc`, `ms` after the start. Objects without a timestamp get that time. performance.now() advances in
  // step, unless `host` overrides it. Returns the session's PollFlags.
  unsigned Poll(double ms, const Report& report, const StatObject& host = {}, std::string_view pc = "pc");
  // The handle of the connection polled last.
  int handle() const { return reader_.handle(); }

  // One member of the newest sample of a stream, by stats id ("" is the connection itself), as a number or as its word.
  double Get(std::string_view stream, std::string_view member) const;
  std::string Word(std::string_view stream, std::string_view member) const;
  // Whether the stream's newest sample has any known member.
  bool Has(std::string_view stream) const;
  // The types of all events since the window was last cleared, in order.
  std::vector<std::string_view> EventTypes() const;

 private:
  const double* Newest(std::string_view stream, SampleKind& kind) const;

  ReportLineReader reader_{session};
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_CALL_H_
