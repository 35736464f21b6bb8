// What froze in a call, in sentences.
#ifndef RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_
#define RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"
#include "core/forensics/freeze_groups.h"

namespace rtc_vitals {

// `groups` is GroupsOf(freezes). Times are counted from `t0`, epoch ms.

// One sentence: what froze, for how much of the time, why and on whose side. `share`: " (26 % of 47.3 s)" or empty; used only if a single
// picture froze. `freezes` is not empty.
std::string FreezeSummary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, const std::string& share, double t0);

// Sentences, each with a leading space: the longest freezes with their times, the others summed up; for each cause, what was seen in its
// longest freeze; once, what is ruled out.
std::string FreezeDetails(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, double t0);

// The freezes whose evidence is described: the longest one of each group that has freezes reported one by one.
std::vector<const Finding*> ExplainedOf(const std::vector<FreezeGroup>& groups);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FREEZE_TEXT_H_
