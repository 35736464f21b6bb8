// What a freeze's cause means: on whose side it lies, what speaks for that, and what is ruled out.
#ifndef RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
#define RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_

#include <string>

#include "core/forensics/finding.h"
#include "core/freeze/cause_classifier.h"

namespace rtc_vitals {

// Sentences, each ending with a full stop. No more is claimed than the counters of the receiving side can show.
std::string ExplanationOf(const Finding& freeze);

// A shorter silence of the connection is no cut of its own, ms.
inline constexpr double kCutMs = CauseClassifier::Parameters().cut_ms;

// "up to 403 ms (370 ms just before, 50 ms at this path's best)"; `best` says whose floor it is. Each in ms; of `before` and `floor` only what is known.
std::string LevelText(double now, double before, double floor, const std::string& best);

// The round trip grew so much over the path's least that packets must have queued between this page and the other end of its connection.
bool RoundTripRose(const Finding& freeze);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
