// Writes samples as plain points, for back ends that already accept that form.
//
// `{"metrics":[{"sessionId","timestamp" (ISO 8601),"rtt","availableOutgoingBitrate","video":{…},"audio":{…}}]}`, one point per round of
// polls. A point has no place for a connection's name, so it takes the worst of all connections. It requires a known round-trip time, and
// `video` all of its five values; bitrate and framesDecodedPerSecond are integers, and an unknown `packetLoss` is 0.
#ifndef RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_
#define RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_

#include "core/batch/batch_writer.h"

namespace rtc_vitals {

// The json is empty if no poll of the part makes a point. Only connections in the part are considered. sent_at does not apply.
BatchText WritePoints(const BatchHeader& header, const SampleWindow& window, const BatchPart& part);

// Epoch milliseconds as ISO 8601 in UTC, e.g. 2026-11-21T12:00:00.000Z.
TextBuffer IsoTime(double epoch_ms);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_
