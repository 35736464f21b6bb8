// Names for the numbers in rtcstats dumps.
#ifndef RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_
#define RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_

#include <string_view>

namespace rtc_vitals {

// The stats type, or the member of a stats object, that a key stands for in a dump of format 3. The numbers are those of rtcstats-shared
// and never change. A key that is not such a number (older formats, new members) is itself the name.
std::string_view RtcstatsType(std::string_view key);
std::string_view RtcstatsMember(std::string_view key);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_
