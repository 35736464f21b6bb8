// The JSON Schemas of what a page sends.
#ifndef RTC_VITALS_CORE_READING_JSON_SCHEMA_H_
#define RTC_VITALS_CORE_READING_JSON_SCHEMA_H_

#include <string>

namespace rtc_vitals {

// JSON Schema (draft 2020-12) of `rtc-vitals/1`, made from the table of samples. It says all about types, ranges and lengths of texts that reading
// checks; that the lengths of arrays agree and ids are unique a schema cannot say. Unknown members are allowed.
std::string BatchJsonSchema();

// ... of the plain points form.
std::string PointsJsonSchema();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_SCHEMA_H_
