// The plain points form: `{"metrics":[{"sessionId","timestamp","rtt",...,"video":{...},"audio":{...}},...]}`.
#ifndef RTC_VITALS_CORE_READING_POINTS_READER_H_
#define RTC_VITALS_CORE_READING_POINTS_READER_H_

#include "core/reading/batch_reader.h"
#include "core/reading/decoded_batch.h"
#include "core/reading/json_check.h"

namespace rtc_vitals {

// Reads the points of one session as a connection `points` with at most two media streams, `video` and `audio`.
bool ReadPoints(JsonValue root, const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_POINTS_READER_H_
