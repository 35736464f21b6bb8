// A JSON writer with just what the core needs: known keys, escaped strings, rounded numbers.
#ifndef RTC_VITALS_CORE_BATCH_JSON_WRITER_H_
#define RTC_VITALS_CORE_BATCH_JSON_WRITER_H_

#include <cstdint>
#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// Appends to a text that it owns. Inserts the commas itself; the caller opens and closes objects and arrays in order. The text is pure
// ASCII (everything else is escaped), so its length is its size in bytes in both C++ and JavaScript.
class JsonWriter {
 public:
  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  // `key` is one of the core's own names and is written without escaping.
  void Key(const char* key);
  // For a key from outside the core.
  void EscapedKey(std::string_view key);

  // Key and value together. Optional writes nothing if the text is empty.
  void Member(const char* key, std::string_view text);
  void Member(const char* key, double number, int decimals);
  void Optional(const char* key, std::string_view text);

  void String(std::string_view text);  // UTF-8; an invalid sequence becomes U+FFFD
  void Bool(bool value);
  void Null();
  void Integer(std::int64_t value) { Decimal(value, 0); }
  // Rounds half away from zero to `decimals` (0..6) and omits trailing zeros. Writes `null` if the value is unknown, infinite, or would
  // have more than 15 digits.
  void Number(double value, int decimals);
  // A value that is already JSON.
  void Raw(std::string_view json);

  const TextBuffer& text() const { return text_; }
  TextBuffer Take() { return std::move(text_); }

 private:
  void Separate();
  // `scaled` / 10^`decimals`, with all decimals.
  void Decimal(std::int64_t scaled, int decimals);
  void Quoted(std::string_view text);
  void Escape(std::uint32_t code_point);

  TextBuffer text_;
};

// `value` * 10^`decimals`, rounded as by Number; kNoNumber if Number would write null.
std::int64_t Scaled(double value, int decimals);
inline constexpr std::int64_t kNoNumber = INT64_MIN;

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_JSON_WRITER_H_
