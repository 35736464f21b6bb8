// A set of reasons as it stands on the wire.
#ifndef RTC_VITALS_CORE_READING_WORDS_TEXT_H_
#define RTC_VITALS_CORE_READING_WORDS_TEXT_H_

#include <string>

namespace rtc_vitals {

// The words of quality_reasons.h whose bits are set, joined by commas; empty for none.
std::string WordsText(unsigned bits);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_WORDS_TEXT_H_
