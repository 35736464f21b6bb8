#include "core/batch/json_writer.h"

#include <iterator>

namespace rtc_vitals {
namespace {

constexpr double kPowersOfTen[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr double kLargestScaled = 1e15;  // below 2^53, so that the scaled value is exact
constexpr std::uint32_t kReplacement = 0xFFFD;

// How many bytes follow `lead` in a UTF-8 sequence; -1 if `lead` cannot begin one.
int BytesBehind(std::uint32_t lead) {
  if (lead < 0x80) return 0;
  if (lead < 0xC2 || lead >= 0xF5) return -1;
  return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
}

// Decodes the UTF-8 sequence at `at` and moves `at` past it. In overlong forms, surrogates and truncated sequences, each byte reads as
// U+FFFD.
std::uint32_t NextCodePoint(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(at);
  const int extra = BytesBehind(lead);
  ++at;  // an invalid sequence is left after its first byte
  if (extra < 0 || at + static_cast<size_t>(extra) > text.size()) return kReplacement;
  std::uint32_t code = extra == 0 ? lead : lead & (0x3Fu >> extra);
  for (int i = 0; i < extra; ++i) {
    const std::uint32_t next = byte(at + static_cast<size_t>(i));
    if ((next & 0xC0) != 0x80) return kReplacement;
    code = code << 6 | (next & 0x3F);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (code < kSmallest[extra] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return kReplacement;
  at += static_cast<size_t>(extra);
  return code;
}

}  // namespace

std::int64_t Scaled(double value, int decimals) {
  const double product = value * kPowersOfTen[decimals];
  if (!(product > -kLargestScaled && product < kLargestScaled)) return kNoNumber;  // also for NaN
  return static_cast<std::int64_t>(product < 0 ? product - 0.5 : product + 0.5);
}

void JsonWriter::Separate() {
  if (text_.empty()) return;
  const char last = text_.back();
  if (last != '{' && last != '[' && last != ':' && last != ',') text_ += ',';
}

void JsonWriter::BeginObject() { Separate(), text_ += '{'; }
void JsonWriter::EndObject() { text_ += '}'; }
void JsonWriter::BeginArray() { Separate(), text_ += '['; }
void JsonWriter::EndArray() { text_ += ']'; }
void JsonWriter::Null() { Separate(), text_ += "null"; }
void JsonWriter::Bool(bool value) { Separate(), text_ += value ? "true" : "false"; }
void JsonWriter::Raw(std::string_view json) { Separate(), text_ += json; }

void JsonWriter::Key(const char* key) {
  Separate();
  text_ += '"';
  text_ += key;
  text_ += "\":";
}

void JsonWriter::EscapedKey(std::string_view key) {
  Separate();
  Quoted(key);
  text_ += ':';
}

void JsonWriter::Member(const char* key, std::string_view text) { Key(key), String(text); }
void JsonWriter::Member(const char* key, double number, int decimals) { Key(key), Number(number, decimals); }
void JsonWriter::Optional(const char* key, std::string_view text) {
  if (!text.empty()) Member(key, text);
}

void JsonWriter::String(std::string_view text) {
  Separate();
  Quoted(text);
}

void JsonWriter::Escape(std::uint32_t unit) {
  text_ += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) text_ += "0123456789abcdef"[unit >> shift & 15];
}

void JsonWriter::Quoted(std::string_view text) {
  text_ += '"';
  for (size_t at = 0; at < text.size();) {
    const std::uint32_t code = NextCodePoint(text, at);
    if (code == '"' || code == '\\') {
      text_ += '\\';
      text_ += static_cast<char>(code);
    } else if (code >= 0x20 && code < 0x7F) {
      text_ += static_cast<char>(code);
    } else if (code < 0x10000) {
      Escape(code);
    } else {
      Escape(0xD800 + ((code - 0x10000) >> 10));
      Escape(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  text_ += '"';
}

void JsonWriter::Decimal(std::int64_t scaled, int decimals) {
  char digits[24];  // filled from the end
  char* begin = std::end(digits);
  std::uint64_t rest = scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  for (; rest > 0 || decimals >= 0; --decimals, rest /= 10) {
    *--begin = static_cast<char>('0' + rest % 10);
    if (decimals == 1) *--begin = '.';
  }
  if (scaled < 0) *--begin = '-';
  Raw({begin, static_cast<std::size_t>(std::end(digits) - begin)});
}

void JsonWriter::Number(double value, int decimals) {
  std::int64_t scaled = Scaled(value, decimals);
  if (scaled == kNoNumber) return Null();
  while (decimals > 0 && scaled % 10 == 0) scaled /= 10, --decimals;
  Decimal(scaled, decimals);
}

}  // namespace rtc_vitals
