// What stopped a picture right before and right after a freeze.
#ifndef RTC_VITALS_CORE_FORENSICS_ADJOINING_H_
#define RTC_VITALS_CORE_FORENSICS_ADJOINING_H_

#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Sets `cause_before` and `cause_after` of the freezes. Between two findings that adjoin, the picture hardly moved: one may have had a part
// in the other.
void SetAdjoining(std::vector<Finding>& freezes, const std::vector<Finding>& pauses);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_ADJOINING_H_
