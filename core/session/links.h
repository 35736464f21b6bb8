// Which objects of a report belong to a stream that is sent.
#ifndef RTC_VITALS_CORE_SESSION_LINKS_H_
#define RTC_VITALS_CORE_SESSION_LINKS_H_

#include "core/meter/object_set.h"

namespace rtc_vitals {

// What the receiver last reported of the stream; null when there is nothing.
const TrackedObject* ReceiverReportOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);
// Where its frames or its sound come from; null when that cannot be told.
const TrackedObject* SourceOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_LINKS_H_
