// What stood without being a freeze, and what stood for one reason after the other.
#ifndef RTC_VITALS_CORE_FORENSICS_STANDING_TEXT_H_
#define RTC_VITALS_CORE_FORENSICS_STANDING_TEXT_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// What stood without being a freeze, in one sentence per type, and why it was none; empty if there is nothing. Times are counted from `t0`, epoch ms. Pauses
// that follow each other with a frame a second between are one and told as that, for that is how a browser may pause. `freezes`: told before; where they and
// the pauses are of one picture alone, its name is not told again.
std::string PausesText(const std::vector<Finding>& pauses, const std::vector<Finding>& freezes, double t0);

// Where an event begins at the very moment at which another of the same picture ended, no frame came between: one sentence says of the longest such chains
// how long the picture stood in all.
std::string UnbrokenText(const std::vector<Finding>& freezes, const std::vector<Finding>& pauses, double t0);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_STANDING_TEXT_H_
