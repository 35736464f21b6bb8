// Findings for tests, as made from events.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_FINDINGS_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_FINDINGS_H_

#include "core/forensics/finding.h"

namespace rtc_vitals {

// A freeze of `ms` from `start` on, known exactly.
inline Finding TestFreeze(double start, double ms, const char* cause, const char* stream = "V") {
  Finding finding;
  finding.type = "freeze";
  finding.stream = stream;
  finding.start = start;
  finding.end = start + ms;
  finding.duration_ms = ms;
  finding.precision = "exact";
  finding.cause = cause;
  return finding;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_FINDINGS_H_
