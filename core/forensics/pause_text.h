// Sentences on pictures that stood still without being frozen, or for several reasons in a row.
#ifndef RTC_VITALS_CORE_FORENSICS_PAUSE_TEXT_H_
#define RTC_VITALS_CORE_FORENSICS_PAUSE_TEXT_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// The longest time between two frames of a paused Firefox, which repeats one about every second, ms.
inline constexpr double kMaxRepeatMs = 1300;

// One sentence per type of pause, saying why it is not a freeze; empty if there are no pauses. Times are counted from `t0`, epoch ms.
// Consecutive pauses of about a second are merged, since Firefox may send one frame a second while paused. `freezes`: already reported; if
// they and the pauses are all of one picture, its name is not repeated. `poll_ms`: usual time between two polls.
std::string PausesText(const std::vector<Finding>& pauses, const std::vector<Finding>& freezes, double t0, double poll_ms);

// If one event begins exactly when another of the same picture ends, no frame came in between. One sentence says for how long the picture
// stood still in the longest chains of such events.
std::string NoNewFrameText(const std::vector<Finding>& freezes, const std::vector<Finding>& pauses, double t0);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_PAUSE_TEXT_H_
