// Typed, bounded reading of the values of an untrusted JSON text.
#ifndef RTC_VITALS_CORE_READING_JSON_CHECK_H_
#define RTC_VITALS_CORE_READING_JSON_CHECK_H_

#include <string>
#include <string_view>

#include "core/reading/json_tape.h"
#include "core/reading/read_error.h"

namespace rtc_vitals {

// Which characters a string may hold. Control characters are never allowed, since they could forge log lines or control a terminal.
enum class Charset { kAny, kAscii };

// Checks values and keeps the first error. A failed check returns false and leaves its output unchanged; the caller then gives up.
class JsonCheck {
 public:
  // In characters.
  static constexpr size_t kLongestWord = 128;
  static constexpr size_t kLongestWordSet = 1024;    // words joined by commas
  static constexpr size_t kLongestEventText = 1024;  // an error message, or a note from the page's own code
  static constexpr size_t kLongestToken = 2048;

  // A finite number within [min, max].
  bool Number(JsonValue value, double min, double max, double& out);
  // A whole number within [min, max].
  bool Integer(JsonValue value, double min, double max, double& out);
  bool Bool(JsonValue value, double& out);  // true or false, as 1 or 0
  // A string of 1 to `longest` characters.
  bool Text(JsonValue value, std::string& out, size_t longest = kLongestWord);
  // The same, but it may be empty.
  bool TextOrEmpty(JsonValue value, std::string& out, size_t longest = kLongestWord, Charset charset = Charset::kAny);
  bool Array(JsonValue value);
  bool Object(JsonValue value);
  // At most `max` children; `children` is their name in an error.
  bool AtMost(JsonValue value, size_t max, const char* children = "entries");
  // An index into `connections`, of which there are `count`.
  bool ConnectionIndex(JsonValue value, size_t count, int& out);
  // The member `name` of an object; an error if it is missing.
  bool Member(JsonValue object, std::string_view name, JsonValue& out);

  // Always false, so that a check can end in `return Fail(...)`.
  bool Fail(JsonValue value, std::string why) { return Fail(value.Path(), std::move(why)); }
  bool Fail(std::string path, std::string why);

  ReadError TakeError() { return std::move(error_); }

 private:
  ReadError error_;
};

// `value` for an error text: `-5`, `"abc"` shortened and in ASCII, `an array`.
std::string Show(JsonValue value);
std::string ShowNumber(double value);

// Whether the text has no control characters (C0, DEL, C1, line and paragraph separators) and, for kAscii, only printable ASCII.
bool IsClean(std::string_view text, Charset charset);
size_t CountCharacters(std::string_view utf8);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_CHECK_H_
