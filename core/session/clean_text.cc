#include "core/session/clean_text.h"

#include "core/base/utf8.h"

namespace rtc_vitals {

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
