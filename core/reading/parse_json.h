// Parses JSON that somebody else wrote into a document.
#ifndef RTC_VITALS_CORE_READING_PARSE_JSON_H_
#define RTC_VITALS_CORE_READING_PARSE_JSON_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace rtc_vitals {

// A discarded value if `text` is not JSON, or nested so deeply that copying it could overflow the stack. No report nests deeper than 5.
nlohmann::json ParseJson(std::string_view text);

// The text of a value; where that is JSON text again (`"\"connected\""`, as Chrome logs states), the text in it. Empty if it is none.
std::string InnerText(const nlohmann::json& value);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_PARSE_JSON_H_
