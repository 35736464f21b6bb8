// Texts that the page's own code gives.
#ifndef RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
#define RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// `text` (UTF-8) cut to `longest` bytes, no character in halves, with a space in place of each control character (utf8.h), so that no
// batch is refused for one.
TextBuffer CleanText(std::string_view text, std::size_t longest);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
