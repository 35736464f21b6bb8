// Values as JSON text again.
#ifndef RTC_VITALS_CORE_READING_JSON_TEXT_H_
#define RTC_VITALS_CORE_READING_JSON_TEXT_H_

#include <string>

#include "core/batch/json_writer.h"
#include "core/reading/json_tape.h"

namespace rtc_vitals {

// Writes `value` with as many digits as it takes to read the same double again; null if it is unknown.
void WriteExact(double value, JsonWriter& writer);

// A value with all that is in it, in ASCII.
void WriteValue(JsonValue value, JsonWriter& writer);
std::string TextOf(JsonValue value);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_TEXT_H_
