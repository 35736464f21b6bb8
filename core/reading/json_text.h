// Writing values back as JSON text.
#ifndef RTC_VITALS_CORE_READING_JSON_TEXT_H_
#define RTC_VITALS_CORE_READING_JSON_TEXT_H_

#include <string>

#include "core/batch/json_writer.h"
#include "core/reading/json_tape.h"

namespace rtc_vitals {

// Writes `value` with enough digits to read back the same double; null if it is unknown.
void WriteExact(double value, JsonWriter& writer);

// A value with all its descendants, in ASCII.
void WriteValue(JsonValue value, JsonWriter& writer);
std::string TextOf(JsonValue value);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_TEXT_H_
