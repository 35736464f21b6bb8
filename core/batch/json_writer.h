// Writes JSON, and only what the core needs of it: known keys, escaped strings, rounded numbers.
#ifndef RTC_VITALS_CORE_BATCH_JSON_WRITER_H_
#define RTC_VITALS_CORE_BATCH_JSON_WRITER_H_

#include <cstdint>
#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// Appends to a text it owns. Puts the commas itself; the caller opens and closes in order. The text is pure ASCII (everything else is
// escaped), so its length is its size in bytes, in C++ and in JavaScript alike.
class JsonWriter {
 public:
  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  // `key` is one of the core's own names: it is written as it is.
  void Key(const char* key);
  // A key that came from outside.
  void EscapedKey(std::string_view key);

  // Key and value in one; Optional leaves out the member whose text is empty.
  void Member(const char* key, std::string_view text);
  void Member(const char* key, double number, int decimals);
  void Optional(const char* key, std::string_view text);

  void String(std::string_view text);  // UTF-8; a broken sequence becomes U+FFFD
  void Bool(bool value);
  void Null();
  void Integer(std::int64_t value);
  // Rounded half away from zero to `decimals` (0..6), without trailing zeros. Unknown and infinite values are `null`, and so is a number that has
  // more than 15 digits that way.
  void Number(double value, int decimals);
  // A value that is JSON already.
  void Raw(std::string_view json);

  const TextBuffer& text() const { return text_; }
  TextBuffer Take() { return std::move(text_); }

 private:
  void Separate();
  void Quoted(std::string_view text);
  void Escape(std::uint32_t code_point);

  TextBuffer text_;
};

// `value` as the integer that it is when its last decimal counts 1; false when Number would write null.
bool Scaled(double value, int decimals, std::int64_t& scaled);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_JSON_WRITER_H_
