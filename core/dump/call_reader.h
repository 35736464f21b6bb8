// A recorded call, line by line, as the samples that the page would have made of it.
#ifndef RTC_VITALS_CORE_DUMP_CALL_READER_H_
#define RTC_VITALS_CORE_DUMP_CALL_READER_H_

#include <string>
#include <string_view>

#include "core/dump/internals_reader.h"
#include "core/dump/report_line_reader.h"
#include "core/forensics/call_verdict.h"
#include "core/report/legacy_stats.h"
#include "core/session/session.h"

namespace rtc_vitals {

// Keeps no more than the newest poll, so that the length of the call does not matter.
class CallReader {
 public:
  // A threshold of the core by name, before the first line (session_parameters.h). False where there is none of that name, or the value is out of range.
  bool SetParameter(std::string_view name, double value) { return session_.SetParameter(name, value); }
  // Reads one line of report_line_reader.h. Returns why it could not be used, or an empty text.
  std::string Read(std::string_view line);
  // Reads a whole dump of chrome://webrtc-internals (internals_reader.h), whose polls Next() then gives one after the other. Returns why it could not
  // be used, or an empty text.
  std::string Open(std::string_view dump) { return internals_.Open(dump); }
  // Reads the next poll of the dump; false at its end.
  bool Next();
  // The samples of the poll read last, as JSON lines (sample_lines.h); empty when it was no report.
  const std::string& samples() const { return samples_; }
  // The events of the line read last, as a JSON array.
  const std::string& events() const { return events_; }
  // The recording is over: ends what still runs, in events().
  void Finish();
  // What the lines read so far come to, as JSON (call_verdict.h). Of a dump that is built on a line that was lost, each verdict begins with that.
  std::string Connections() const;

 private:
  void Begin();
  void Take();

  Session session_{0, TranslateLegacy};
  ReportLineReader reader_{session_};
  CallVerdict verdict_;
  InternalsReader internals_;
  std::string samples_;
  std::string events_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_CALL_READER_H_
