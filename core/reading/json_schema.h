// The JSON Schemas of the bodies that a page sends.
#ifndef RTC_VITALS_CORE_READING_JSON_SCHEMA_H_
#define RTC_VITALS_CORE_READING_JSON_SCHEMA_H_

#include <string>

namespace rtc_vitals {

// JSON Schema (draft 2020-12) of `rtc-vitals/1`, generated from the table of samples. It covers all the types, ranges and text lengths that
// the reader checks, but cannot express that array lengths match and ids are unique. Unknown members are allowed.
std::string BatchJsonSchema();

// The JSON Schema of the plain points form.
std::string PointsJsonSchema();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_SCHEMA_H_
