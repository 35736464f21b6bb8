// What a freeze's cause means: whose side it is on, how to read the evidence, and what is ruled out.
#ifndef RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
#define RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"
#include "core/forensics/freeze_groups.h"
#include "core/freeze/cause_classifier.h"

namespace rtc_vitals {

// None of these claims more than the receiver's counters can show.

// Where the cause lies, to append to its name: ", in the network between the sender and this receiver"; empty if unknown.
std::string SideOf(const Finding& freeze);

// How to interpret the numbers: sentences, each with a leading space. Empty where the side and the numbers suffice.
std::string ExplanationOf(const Finding& freeze);

// What is ruled out as a cause: one sentence per list of things, each with a leading space, on the groups that have freezes reported one by
// one. Names the causes unless the same holds for all groups.
std::string ExcludedText(const std::vector<FreezeGroup>& groups);

// The shortest silence of the connection that is a network cut by itself, ms.
inline constexpr double kCutMs = CauseClassifier::Parameters().cut_ms;
// At least this much audio that neither arrived nor was lost means that packets were queued, ms.
inline constexpr double kQueuedMs = CauseClassifier::Parameters().queued_ms;

// The round trip rose so far above the path's minimum that packets must have queued between this page and the other end of its connection.
bool RoundTripRose(const Finding& freeze);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
