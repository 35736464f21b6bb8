// Samples and events for live use in the page: unfolded, one object per stream.
#ifndef RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_
#define RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_

#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// The newest poll as `{"t":…,"connection":"c1","values":{…},"inboundVideo":[{"stream":…,"ssrc":…,…,member:value,…}],…}`.
// Has every member, null if unknown, and every kind, empty if there is no such stream.
// Streams that are not in the newest report are left out.
TextBuffer LastSampleJson(const ConnectionWindow& connection, const Labels& labels);

// A JSON array of the events from index `first` on, with the connection by name, and with the label of the stream if the window has samples
// of it.
TextBuffer EventsJson(const SampleWindow& window, std::size_t first);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_SAMPLE_JSON_H_
