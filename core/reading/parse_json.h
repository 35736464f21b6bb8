// Parses untrusted JSON into a document.
#ifndef RTC_VITALS_CORE_READING_PARSE_JSON_H_
#define RTC_VITALS_CORE_READING_PARSE_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace rtc_vitals {

// A discarded value if `text` is not JSON, or so deeply nested that copying it could overflow the stack. No report nests deeper than 5.
nlohmann::json ParseJson(std::string_view text);

// The string that a value holds. If that is itself a JSON string (`"\"connected\""`, as Chrome logs states), the inner one. Empty if the
// value is no string.
std::string InnerText(const nlohmann::json& value);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_PARSE_JSON_H_
