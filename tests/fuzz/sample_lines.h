// Invariants of all samples from a recording, whatever it contains.
#ifndef RTC_VITALS_TESTS_FUZZ_SAMPLE_LINES_H_
#define RTC_VITALS_TESTS_FUZZ_SAMPLE_LINES_H_

#include <cstdlib>
#include <string_view>

#include "core/reading/json_tape.h"

// Every sample is a line of JSON.
inline void CheckSampleLines(std::string_view samples) {
  while (!samples.empty()) {
    const size_t line = samples.find('\n');
    rtc_vitals::JsonTape tape;
    if (line == std::string_view::npos || tape.Read(samples.substr(0, line), rtc_vitals::JsonLimits())) std::abort();
    samples.remove_prefix(line + 1);
  }
}

#endif  // RTC_VITALS_TESTS_FUZZ_SAMPLE_LINES_H_
