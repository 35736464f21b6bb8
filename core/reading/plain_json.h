// Reads JSON as pages write it: in wasm several times as fast as the library, which hands each number to a strtod that reckons in software.
//
// What it takes, the library takes with the same values (tests/reading/plain_json_test.cc). A text that is out of the ordinary, with letters that are not
// ASCII or numbers of more than 15 digits, and one that is no JSON, it does not take: then it is the library's to read, and to say what is wrong with it.
#ifndef RTC_VITALS_CORE_READING_PLAIN_JSON_H_
#define RTC_VITALS_CORE_READING_PLAIN_JSON_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rtc_vitals {

// `Handler` has the interface of nlohmann's SAX handlers; it is told of a number as an integer or as a float.
template <typename Handler>
class PlainJson {
 public:
  PlainJson(std::string_view text, Handler& handler) : text_(text), handler_(handler) {}

  // Tells the handler of the whole text. False if it was not taken, or if the handler refused something: what the handler was told is void then.
  bool Read() {
    bool is_first = true;  // in the innermost array or object that is open
    while (is_first || !open_.empty()) {
      if (!open_.empty()) {
        if (Take(open_.back())) {
          if (!Close()) return false;
          is_first = false;
          continue;
        }
        if (!is_first && !Take(',')) return false;
        if (open_.back() == '}' && !Key()) return false;
      }
      const std::size_t depth = open_.size();
      if (!Value()) return false;
      is_first = open_.size() > depth;
    }
    SkipSpace();
    return at_ == text_.size();
  }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  // 0 behind the end, which no text that is taken holds.
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void SkipSpace() {
    while (Peek() == ' ' || Peek() == '\n' || Peek() == '\r' || Peek() == '\t') ++at_;
  }

  bool Take(char c) {
    SkipSpace();
    if (Peek() != c) return false;
    ++at_;
    return true;
  }

  bool TakeWord(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool Close() {
    const bool is_object = open_.back() == '}';
    open_.pop_back();
    return is_object ? handler_.end_object() : handler_.end_array();
  }

  bool Key() { return Take('"') && String() && handler_.key(string_) && Take(':'); }

  bool Value() {
    SkipSpace();
    switch (Peek()) {
      case '{': return ++at_, open_.push_back('}'), handler_.start_object(kUnknownSize);
      case '[': return ++at_, open_.push_back(']'), handler_.start_array(kUnknownSize);
      case '"': return ++at_, String() && handler_.string(string_);
      case 'n': return TakeWord("null") && handler_.null();
      case 't': return TakeWord("true") && handler_.boolean(true);
      case 'f': return TakeWord("false") && handler_.boolean(false);
      default: return Number();
    }
  }

  // An integer of 53 bits by a power of ten that is a double: the quotient is the nearest double, as strtod has it (Clinger, "How to read floating point
  // numbers accurately", 1990).
  bool Number() {
    const bool is_negative = Peek() == '-';
    if (is_negative) ++at_;
    const std::size_t start = at_;
    std::int64_t digits = 0;
    if (!Digits(digits) || (text_[start] == '0' && at_ > start + 1)) return false;
    const std::size_t whole = at_ - start;
    std::size_t decimals = 0;
    if (Peek() == '.') {
      const std::size_t point = at_++;
      if (!Digits(digits)) return false;
      decimals = at_ - point - 1;
    }
    if (whole + decimals > kMostDigits || Peek() == 'e' || Peek() == 'E') return false;
    if (decimals == 0) return handler_.number_integer(is_negative ? -digits : digits);
    const double value = static_cast<double>(digits) / kPowersOfTen[decimals];
    return handler_.number_float(is_negative ? -value : value, string_);
  }

  // At least one; more than kMostDigits are not added up, and the number is not taken.
  bool Digits(std::int64_t& digits) {
    const std::size_t start = at_;
    for (; IsDigit(Peek()); ++at_) {
      if (at_ - start < kMostDigits) digits = digits * 10 + (Peek() - '0');
      if (digits >= kTooMany) return false;
    }
    return at_ > start;
  }

  // Behind the opening quote; to string_.
  bool String() {
    string_.clear();
    for (;;) {
      const std::size_t start = at_;
      while (IsPlain(Peek())) ++at_;
      string_.append(text_, start, at_ - start);
      if (Peek() == '"') return ++at_, true;
      if (Peek() != '\\') return false;
      ++at_;
      if (!Escape()) return false;
    }
  }

  static bool IsPlain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

  bool Escape() {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const char letter = Peek();
    ++at_;
    if (letter == 'u') return CodePoint();
    const std::size_t known = kLetters.find(letter);
    if (known == std::string_view::npos) return false;
    string_ += kMeant[known];
    return true;
  }

  bool CodePoint() {
    std::uint32_t code, low;
    if (!Unit(code) || (code >= 0xDC00 && code < 0xE000)) return false;
    if (code >= 0xD800 && code < 0xE000) {
      if (!TakeWord("\\u") || !Unit(low) || low < 0xDC00 || low >= 0xE000) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    const auto rest = [&](int shift) { string_ += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) return string_ += static_cast<char>(code), true;
    if (code < 0x800) return string_ += static_cast<char>(0xC0 | code >> 6), rest(0), true;
    if (code < 0x10000) return string_ += static_cast<char>(0xE0 | code >> 12), rest(6), rest(0), true;
    return string_ += static_cast<char>(0xF0 | code >> 18), rest(12), rest(6), rest(0), true;
  }

  // Four hexadecimal digits.
  bool Unit(std::uint32_t& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = Peek();
      const int lower = c | 0x20;
      if (IsDigit(c)) unit = unit << 4 | static_cast<std::uint32_t>(c - '0');
      else if (lower >= 'a' && lower <= 'f') unit = unit << 4 | static_cast<std::uint32_t>(lower - 'a' + 10);
      else return false;
    }
    return true;
  }

  static constexpr std::size_t kUnknownSize = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMostDigits = 15;
  static constexpr std::int64_t kTooMany = 1'000'000'000'000'000;
  static constexpr double kPowersOfTen[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};

  const std::string_view text_;
  Handler& handler_;
  std::size_t at_ = 0;
  std::vector<char> open_;  // what closes each array and object that is open
  std::string string_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_PLAIN_JSON_H_
