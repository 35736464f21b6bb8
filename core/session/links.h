// Which objects of a report belong to a stream.
#ifndef RTC_VITALS_CORE_SESSION_LINKS_H_
#define RTC_VITALS_CORE_SESSION_LINKS_H_

#include "core/meter/object_set.h"

namespace rtc_vitals {

// What the other end last reported: of a stream that is sent, its receiver; of one that is received, its sender. Null when there is nothing.
const TrackedObject* FarReportOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);
// Of a stream that is sent: where its frames or its sound come from; null when that cannot be told.
const TrackedObject* SourceOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);
// A stream that sends the same picture comes before it: it is one more layer.
bool IsFurtherLayer(const TrackedObject& stream, const StatsReport& report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_LINKS_H_
