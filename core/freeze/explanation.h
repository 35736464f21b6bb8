// What a freeze's cause means: on whose side it lies, what speaks for that, and what is ruled out.
#ifndef RTC_VITALS_CORE_FREEZE_EXPLANATION_H_
#define RTC_VITALS_CORE_FREEZE_EXPLANATION_H_

#include <string>

#include "core/freeze/finding.h"

namespace rtc_vitals {

// Sentences, each ending with a full stop. No more is claimed than the counters of the receiving side can show.
std::string ExplanationOf(const Finding& freeze);

// The round trip grew so much with the freeze that packets must have queued between this page and the other end of its connection.
bool RoundTripRose(const Finding& freeze);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_EXPLANATION_H_
