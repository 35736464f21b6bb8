// A recorded call, line by line, as the samples that the page would have made of it.
#ifndef RTC_VITALS_CORE_DUMP_CALL_READER_H_
#define RTC_VITALS_CORE_DUMP_CALL_READER_H_

#include <memory>
#include <string>
#include <string_view>

namespace rtc_vitals {

// Keeps no more than the newest poll and what was found, so that the length of the call does not matter. A call that still goes on can be read as well,
// poll by poll. Single-threaded. This header is all that a program needs; what it stands on is hidden, the JSON library among it.
class CallReader {
 public:
  CallReader();
  ~CallReader();
  CallReader(CallReader&&) noexcept;
  CallReader& operator=(CallReader&&) noexcept;

  // A threshold of the core by name, before the first line (session_parameters.h). False where there is none of that name, or the value is out of range.
  bool SetParameter(std::string_view name, double value);
  // Reads one line, `{"t":epoch ms,"pc":"id","report":[stats…]}` (report_line_reader.h has all of it). Returns why it could not be used, or an empty text.
  std::string Read(std::string_view line);
  // Reads a whole dump of chrome://webrtc-internals (internals_reader.h), whose polls Next() then gives one after the other. Returns why it could not
  // be used, or an empty text.
  std::string Open(std::string_view dump);
  // Reads the next poll of the dump; false at its end.
  bool Next();
  // The samples of the poll read last, as JSON lines (sample_lines.h); empty when it was no report.
  const std::string& samples() const;
  // The events of the line read last, as a JSON array; `[]` where there were none. core/sample/METRICS.md says what stands in them.
  const std::string& events() const;
  // The recording is over: ends what still runs, in events().
  void Finish();
  // What the lines read so far come to, as JSON (call_verdict.h). Of a dump that is built on a line that was lost, each verdict begins with that.
  std::string Connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_CALL_READER_H_
