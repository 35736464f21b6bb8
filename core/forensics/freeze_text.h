// What froze in a call, in sentences.
#ifndef RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_
#define RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"
#include "core/forensics/freeze_groups.h"

namespace rtc_vitals {

// `groups`: those of `freezes`. Times are counted from `t0`, epoch ms.

// What froze, how much of the time, why and on whose side: one sentence. `share`: ", 26 % of 47.3 s", or empty; told where one picture froze. There is one
// freeze at least.
std::string FreezeSummary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, const std::string& share, double t0);

// The longest freezes with their times, and the others added up; of each cause what was seen in its longest freeze; what is ruled out, once. Sentences with
// a space before each.
std::string FreezeDetails(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, double t0);

// Those of which it is told what was seen: the longest of each cause that is told one by one.
std::vector<const Finding*> ExplainedOf(const std::vector<FreezeGroup>& groups);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_
