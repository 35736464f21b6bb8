// Findings in words that an engineer can defend.
#ifndef RTC_VITALS_CORE_FORENSICS_SENTENCES_H_
#define RTC_VITALS_CORE_FORENSICS_SENTENCES_H_

#include <string>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Whose picture: "Ann, camera (stream IT01V7)".
std::string PictureOf(const Finding& finding);

// What was seen of a freeze, when (counted from `t0`, epoch ms), for how long, and its cause. Ends with a full stop. On whose side it lies is for
// explanation.h to say. `earlier`: a freeze of the same picture and cause that ended shortly before; may be null.
std::string SentenceOf(const Finding& freeze, double t0, const Finding* earlier);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_SENTENCES_H_
