// One freeze in words.
#ifndef RTC_VITALS_CORE_FORENSICS_SENTENCES_H_
#define RTC_VITALS_CORE_FORENSICS_SENTENCES_H_

#include <string>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Whose picture: "Ann, camera (stream IT01V7)".
std::string PictureOf(const Finding& finding);

// "at 11.7 s", "between 14.0 s and 15.0 s". Times are counted from `t0`, epoch ms.
std::string PositionOf(const Finding& freeze, double t0);
// "at 11.7 s for 12.1 s", "twice between 14.0 s and 15.0 s for 653 ms in total".
std::string WhenText(const Finding& freeze, double t0);

// What was counted during the freeze, as parts of a sentence; empty if nothing was.
std::string SeenText(const Finding& freeze);

// Why the freeze has a cause that its own numbers do not show: a sentence with a leading space, or empty. `earlier`: a freeze of the same
// picture and cause that ended shortly before; may be null.
std::string InferredText(const Finding& freeze, double t0, const Finding* earlier);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_SENTENCES_H_
