// Converts freezes and episodes to events.
#ifndef RTC_VITALS_CORE_SESSION_EVENT_OF_H_
#define RTC_VITALS_CORE_SESSION_EVENT_OF_H_

#include <span>
#include <string_view>

#include "core/freeze/freeze_event.h"
#include "core/meter/episodes.h"
#include "core/sample/event.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// `connection` is the handle of the connection, `stream` the stats id of the stream.
Event EventOf(const FreezeEvent& found, int connection, std::string_view stream);

// The same for an episode; `stream` is empty for the connection itself. The evidence comes from the sample of this poll: its `kind` and its
// `values`, which may be empty.
Event EventOf(const Episodes::Change& change, SampleKind kind, std::span<const double> values, int connection, std::string_view stream);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_EVENT_OF_H_
