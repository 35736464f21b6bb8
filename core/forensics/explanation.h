// What a freeze's cause means: on whose side it lies, what follows from what was seen, and what is ruled out.
#ifndef RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
#define RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"
#include "core/freeze/cause_classifier.h"

namespace rtc_vitals {

// No more is claimed by any of these than the counters of the receiving side can show.

// Where the cause lies, to follow its name: ", in the network between the sender and this receiver"; empty if that is not known.
std::string SideOf(const Finding& freeze);

// What to make of the numbers, in sentences with a space before each; empty where side and numbers say it.
std::string ExplanationOf(const Finding& freeze);

// What had no part in it.
struct Excluded {
  std::vector<std::string> things;
  bool sure = false;  // else it is only hardly to blame
};
Excluded ExcludedBy(const Finding& freeze);

// What is ruled out by those of the freezes that are `told`, in a sentence for each list of things, with a space before it. Unless that holds for `all`, the
// causes are named with it.
std::string ExcludedText(const std::vector<const Finding*>& told, const std::vector<const Finding*>& all);

// A shorter silence of the connection is no cut of its own, ms.
inline constexpr double kCutMs = CauseClassifier::Parameters().cut_ms;
// So much sound that neither came nor was lost waited in a queue, ms.
inline constexpr double kQueuedMs = CauseClassifier::Parameters().queued_ms;

// The round trip grew so much over the path's least that packets must have queued between this page and the other end of its connection.
bool RoundTripRose(const Finding& freeze);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_EXPLANATION_H_
