// The events of a batch.
#ifndef RTC_VITALS_CORE_READING_EVENT_READER_H_
#define RTC_VITALS_CORE_READING_EVENT_READER_H_

#include "core/reading/decoded_batch.h"
#include "core/reading/json_check.h"

namespace rtc_vitals {

// Reads the array `list` (no value: no events) into batch.events. Events of unknown types are kept too. `t` and `type` are required. Other
// scalars are kept as they are, `evidence` is an object of numbers and booleans, and `data` is arbitrary JSON from the page's own code.
// Other members are ignored and counted.
bool ReadEvents(JsonValue list, JsonCheck& check, DecodedBatch& batch);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_EVENT_READER_H_
