// The evidence of a gap as named numbers.
#ifndef RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_
#define RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_

#include "core/freeze/gap_evidence.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// The known values that speak for the cause, and what they were before, named as in evidence_fields.def.
EventValues EvidenceOf(const GapEvidence& gap);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_
