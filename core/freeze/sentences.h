// Findings in words that an engineer can defend.
#ifndef RTC_VITALS_CORE_FREEZE_SENTENCES_H_
#define RTC_VITALS_CORE_FREEZE_SENTENCES_H_

#include <string>
#include <vector>

#include "core/freeze/finding.h"

namespace rtc_vitals {

// What was seen of a freeze, when (counted from `t0`, epoch ms), for how long, and its cause. Ends with a full stop. On whose side it lies is for
// explanation.h to say.
std::string SentenceOf(const Finding& freeze, double t0);

// What stood without being a freeze, in one sentence per stream and type, and why it was none; empty if there is nothing.
std::string PausesText(const std::vector<Finding>& pauses, double t0);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_SENTENCES_H_
