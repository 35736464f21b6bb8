// Parsing of dates.
#ifndef RTC_VITALS_CORE_READING_ISO_TIME_H_
#define RTC_VITALS_CORE_READING_ISO_TIME_H_

#include <string_view>

namespace rtc_vitals {

// Epoch ms of an RFC 3339 date and time: `2026-11-21T12:00:00.250Z`, or with an offset (`+01:00`); unknown for anything else.
double ParseIsoTime(std::string_view text);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_ISO_TIME_H_
