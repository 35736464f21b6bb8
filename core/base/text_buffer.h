// A text that owns its bytes: a small replacement for std::string (list.h says why).
#ifndef RTC_VITALS_CORE_BASE_TEXT_BUFFER_H_
#define RTC_VITALS_CORE_BASE_TEXT_BUFFER_H_

#include <string_view>

#include "core/base/list.h"

namespace rtc_vitals {

class TextBuffer {
 public:
  TextBuffer() = default;
  TextBuffer(std::string_view text) { *this += text; }
  TextBuffer(const char* text) : TextBuffer(std::string_view(text)) {}
  TextBuffer(const std::string& text) : TextBuffer(std::string_view(text)) {}
  TextBuffer(TextBuffer&&) noexcept = default;
  TextBuffer(const TextBuffer& other) : TextBuffer(std::string_view(other)) {}
  TextBuffer& operator=(TextBuffer&&) noexcept = default;
  TextBuffer& operator=(const TextBuffer& other) { return *this = TextBuffer(other); }

  // Valid until the text changes.
  operator std::string_view() const { return {data(), size()}; }
  operator std::string() const { return {data(), size()}; }
  const char* data() const { return bytes_.data(); }
  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }
  const char* begin() const { return bytes_.begin(); }
  const char* end() const { return bytes_.end(); }
  char back() const { return bytes_.back(); }

  TextBuffer& operator+=(char c) {
    bytes_.push_back(c);
    return *this;
  }
  // `text` must not be part of this one.
  TextBuffer& operator+=(std::string_view text);

  template <typename Other>
    requires std::is_convertible_v<const Other&, std::string_view>
  friend bool operator==(const TextBuffer& a, const Other& b) {
    return std::string_view(a) == std::string_view(b);
  }

 private:
  List<char> bytes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BASE_TEXT_BUFFER_H_
