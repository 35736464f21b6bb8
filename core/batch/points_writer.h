// Writes samples as plain points, for back ends that speak that form already.
//
// `{"metrics":[{"sessionId","timestamp" (ISO 8601),"rtt","availableOutgoingBitrate","video":{…},"audio":{…}}]}`, one point per round of polls: nothing in it
// could tell which connection it speaks of, so it tells the worst of all. A point needs a round-trip time, `video` all of its five values; bitrate and
// framesDecodedPerSecond are integers, and a `packetLoss` that cannot be told is 0.
#ifndef RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_
#define RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_

#include "core/batch/batch_writer.h"

namespace rtc_vitals {

// Empty json when no poll of the part makes a point. A part without all connections of the window makes points of those that it has. sent_at does not apply.
BatchText WritePoints(const BatchHeader& header, const SampleWindow& window, const BatchPart& part);

// Epoch milliseconds as ISO 8601 in UTC, e.g. 2026-11-21T12:00:00.000Z.
TextBuffer IsoTime(double epoch_ms);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_POINTS_WRITER_H_
