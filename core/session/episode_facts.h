// From what comes and goes on a stream to events.
#ifndef RTC_VITALS_CORE_SESSION_EPISODE_FACTS_H_
#define RTC_VITALS_CORE_SESSION_EPISODE_FACTS_H_

#include <span>

#include "core/meter/episodes.h"
#include "core/sample/event.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// An event of the stream with the stats id `stream`; its evidence is taken from the stream's sample of this poll, `values`, which may be empty.
Event EventOf(const Episodes::Change& change, SampleKind kind, std::span<const double> values, int connection, std::string_view stream);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_EPISODE_FACTS_H_
