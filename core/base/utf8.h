// UTF-8 helpers.
#ifndef RTC_VITALS_CORE_BASE_UTF8_H_
#define RTC_VITALS_CORE_BASE_UTF8_H_

#include <cstddef>
#include <string_view>

namespace rtc_vitals {

// Whether `c` is a byte of a character other than its first.
inline bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Length in bytes of the control character at the start of `text` (C0, DEL, C1, line and paragraph separators); 0 if there is none. A batch
// that contains one is rejected, and the core writes none: they could fool a log or a terminal.
inline std::size_t ControlAt(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) return 2;                           // C1
  if (byte(0) == 0xE2 && byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9)) return 3;  // U+2028, U+2029
  return 0;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_UTF8_H_
