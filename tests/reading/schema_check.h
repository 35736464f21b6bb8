// Validates a JSON text against the part of JSON Schema (draft 2020-12) that the core's schemas use.
#ifndef RTC_VITALS_TESTS_READING_SCHEMA_CHECK_H_
#define RTC_VITALS_TESTS_READING_SCHEMA_CHECK_H_

#include <string>
#include <string_view>

namespace rtc_vitals {

// Empty if `text` is valid, else the place of the fault. A keyword that the checker does not know is a fault too.
std::string SchemaFault(std::string_view schema, std::string_view text);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_READING_SCHEMA_CHECK_H_
