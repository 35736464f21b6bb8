// Turns a recorded call, line by line, into the samples that the page would have made of it.
#ifndef RTC_VITALS_CORE_DUMP_CALL_READER_H_
#define RTC_VITALS_CORE_DUMP_CALL_READER_H_

#include <memory>
#include <string>
#include <string_view>

namespace rtc_vitals {

// Keeps only the newest poll and the findings, so that a call may be of any length. Can also follow a call in progress, poll by poll.
// Single-threaded. A program needs only this header. It hides its dependencies, including the JSON library.
class CallReader {
 public:
  CallReader();
  ~CallReader();
  CallReader(CallReader&&) noexcept;
  CallReader& operator=(CallReader&&) noexcept;

  // Sets a threshold of the core by name (session_parameters.h). Call it before the first line. False if the name is unknown or the value
  // out of range.
  bool SetParameter(std::string_view name, double value);
  // Keeps the samples of the call for plots, downsampled so that memory does not grow with its length: `members`, by name with commas
  // between, in at most `points` rows per stream. Call it before the first line.
  void KeepColumns(const std::string& members, double points);
  // Reads one line, `{"t":epoch ms,"pc":"id","report":[stats…]}` (full format: report_line_reader.h).
  // Returns why it could not be used, or an empty string.
  std::string Read(std::string_view line);
  // Reads a whole dump of chrome://webrtc-internals (internals_reader.h). Next() then reads its polls one by one. Returns why the dump
  // could not be used, or an empty string.
  std::string Open(std::string_view dump);
  // Reads the next poll of the dump; false at its end.
  bool Next();
  // The samples of the last poll as JSON lines (sample_lines.h); empty if it was no report.
  const std::string& samples() const;
  // The events of the last line as a JSON array; `[]` if there were none. core/sample/METRICS.md describes them.
  const std::string& events() const;
  // Ends the recording and whatever is still open in it; events() has the resulting events.
  void Finish();
  // The verdicts on the lines read so far, as JSON (call_verdict.h). If a report was built on a lost line of its dump, each verdict begins
  // with that.
  std::string Connections() const;
  // A JSON array of the kept samples, stream by stream (sample_columns.h); empty unless KeepColumns was called.
  std::string Streams() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_CALL_READER_H_
