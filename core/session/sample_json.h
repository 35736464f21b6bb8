// Samples and events for live use in the page: unfolded, one object per stream.
#ifndef RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_
#define RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_

#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// `{"t":…,"connection":"c1","values":{…},"inboundVideo":[{"stream":…,"ssrc":…,…,member:value,…}],…}` of the newest poll; every member, null where
// unknown; every kind, empty where there is no stream. Streams that were not in the newest report are left out.
TextBuffer LastSampleJson(const ConnectionWindow& connection, const Labels& labels);

// The events from index `first` on, with the connection by name.
TextBuffer EventsJson(const SampleWindow& window, std::size_t first);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_
