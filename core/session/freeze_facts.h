// From the report graph to what the freeze detector reads, and from what it finds to events.
#ifndef RTC_VITALS_CORE_SESSION_FREEZE_FACTS_H_
#define RTC_VITALS_CORE_SESSION_FREEZE_FACTS_H_

#include "core/freeze/connection_poll.h"
#include "core/freeze/freeze_event.h"
#include "core/freeze/video_poll.h"
#include "core/meter/object_set.h"
#include "core/sample/event.h"
#include "core/sample/sample.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// The connection at this poll. All objects of the report must have been advanced; `sample` is the connection's own.
ConnectionPoll ConnectionPollOf(const StatsReport& report, const ObjectSet& objects, const ConnectionSample& sample, const Labels& labels);

// One inbound video at this poll. `sender_report` may be null. `screenshare`, `paused`: what its label, its content type and the page say.
VideoPoll VideoPollOf(const TrackedObject& stream, const TrackedObject* sender_report, bool screenshare, bool paused);

// An event of the stream with the stats id `stream`.
Event EventOf(const FreezeEvent& found, int connection, std::string_view stream);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_FREEZE_FACTS_H_
