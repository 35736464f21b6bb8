// A finding in words that an engineer can defend.
#ifndef RTC_VITALS_CORE_FREEZE_SENTENCES_H_
#define RTC_VITALS_CORE_FREEZE_SENTENCES_H_

#include <string>

#include "core/freeze/finding.h"

namespace rtc_vitals {

// What was seen, when (counted from `t0`, epoch ms), for how long, why, on whose side, and what is ruled out. Ends with a full stop.
std::string SentenceOf(const Finding& finding, double t0);

// "9.1 s"; "350 ms" below a second.
std::string LengthText(double ms);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_SENTENCES_H_
