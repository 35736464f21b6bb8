// Cleans texts that come from the page.
#ifndef RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
#define RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// `text` (UTF-8) cut to at most `longest` bytes at a character boundary, with each control character (utf8.h) replaced by a space: a batch
// with a control character would be refused.
TextBuffer CleanText(std::string_view text, std::size_t longest);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
