#include "core/reading/words_text.h"

#include <iterator>

#include "core/sample/quality_reasons.h"

namespace rtc_vitals {

std::string WordsText(unsigned bits) {
  std::string text;
  for (size_t i = 0; i < std::size(kReasonWords); ++i) {
    if (!(bits >> i & 1)) continue;
    if (!text.empty()) text += ',';
    text += kReasonWords[i];
  }
  return text;
}

}  // namespace rtc_vitals
