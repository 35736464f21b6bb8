#include "core/session/clean_text.h"

namespace rtc_vitals {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The length in bytes of the control character that `text` begins with; 0 if it begins with another.
std::size_t ControlAt(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) return 2;                           // C1
  if (byte(0) == 0xE2 && byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9)) return 3;  // U+2028, U+2029
  return 0;
}

}  // namespace

TextBuffer CleanText(std::string_view text, std::size_t longest) {
  if (text.size() > longest) {
    while (longest > 0 && IsContinuation(text[longest])) --longest;
    text = text.substr(0, longest);
  }
  TextBuffer clean;
  while (!text.empty()) {
    const std::size_t control = ControlAt(text);
    clean += control ? ' ' : text.front();
    text.remove_prefix(control ? control : 1);
  }
  return clean;
}

}  // namespace rtc_vitals
