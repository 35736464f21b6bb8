// The numbers that stand for names in rtcstats dumps.
#ifndef RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_
#define RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_

#include <string_view>

namespace rtc_vitals {

// The stats type, or the member of a stats object, that a key of a dump of format 3 stands for: the assignments of rtcstats-shared, which are
// never changed. A key that is no such number (older formats, new members) is the name itself.
std::string_view RtcstatsType(std::string_view key);
std::string_view RtcstatsMember(std::string_view key);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_RTCSTATS_NAMES_H_
