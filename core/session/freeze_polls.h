// Fills the freeze detector's input for a poll from the objects of the report.
#ifndef RTC_VITALS_CORE_SESSION_FREEZE_POLLS_H_
#define RTC_VITALS_CORE_SESSION_FREEZE_POLLS_H_

#include "core/freeze/connection_poll.h"
#include "core/freeze/video_poll.h"
#include "core/meter/object_set.h"
#include "core/sample/sample.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// The connection at this poll. All objects of the report must have been advanced; `sample` is the connection's own.
ConnectionPoll ConnectionPollOf(const StatsReport& report, const ObjectSet& objects, const ConnectionSample& sample, const Labels& labels);

// One inbound video at this poll, without its `hints`. `sender_report` may be null.
VideoPoll VideoPollOf(const TrackedObject& stream, const TrackedObject* sender_report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_FREEZE_POLLS_H_
