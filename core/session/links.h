// Finds the objects of a report that belong to a stream.
#ifndef RTC_VITALS_CORE_SESSION_LINKS_H_
#define RTC_VITALS_CORE_SESSION_LINKS_H_

#include "core/meter/object_set.h"

namespace rtc_vitals {

// The remote end's last report: by the receiver of an outbound stream, by the sender of an inbound one. Null if there is none.
const TrackedObject* RemoteReportOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);
// The media-source of an outbound stream; null if it has none or it cannot be determined.
const TrackedObject* SourceOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects);
// Whether an earlier outbound stream in the report sends the same picture, so that this one is a further layer of it.
bool IsFurtherLayer(const TrackedObject& stream, const StatsReport& report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_LINKS_H_
