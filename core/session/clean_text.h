// Texts that the page's own code gives.
#ifndef RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
#define RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// `text` (UTF-8) cut to `longest` bytes, no character in halves, with a space in place of each control character (C0, DEL, C1, line and paragraph
// separators): a batch that holds one is refused, since they could fool a log or a terminal.
TextBuffer CleanText(std::string_view text, std::size_t longest);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_CLEAN_TEXT_H_
