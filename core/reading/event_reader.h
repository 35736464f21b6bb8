// The events of a batch.
#ifndef RTC_VITALS_CORE_READING_EVENT_READER_H_
#define RTC_VITALS_CORE_READING_EVENT_READER_H_

#include "core/reading/json_check.h"
#include "core/reading/read_batch.h"

namespace rtc_vitals {

// Reads the array `list` (no value: none) into batch.events. Every type of event is kept, known or not: `t` and `type` are required, other scalars
// kept as they are, `evidence` is an object of numbers and truths, `data` whatever the page's own code said; other members are ignored and counted.
bool ReadEvents(JsonValue list, JsonCheck& check, ReadBatch& batch);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_EVENT_READER_H_
