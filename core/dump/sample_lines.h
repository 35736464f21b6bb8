// Samples as JSON lines, for notebooks and spreadsheets.
#ifndef RTC_VITALS_CORE_DUMP_SAMPLE_LINES_H_
#define RTC_VITALS_CORE_DUMP_SAMPLE_LINES_H_

#include <string>

#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// One line per stream of the newest poll:
// `{"t":…,"connection":"c1","kind":"inboundVideo","stream":"<stats id>","ssrc":…,…known members…}`.
// Kind `connection` has no stream. Unknown members are left out. Every line ends with a newline.
std::string NewestSampleLines(const ConnectionWindow& connection, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_SAMPLE_LINES_H_
