// Which candidate pair carries the call.
//
// In an ordinary call two pairs can be nominated and succeeded at once, one of them long silent. In this order: what a transport names
// (selectedCandidatePairId), what Firefox marks (`selected`, before 153), the pair that moved the most bytes of those nominated.
#ifndef RTC_VITALS_CORE_METER_SELECTED_PAIR_H_
#define RTC_VITALS_CORE_METER_SELECTED_PAIR_H_

#include "core/meter/object_set.h"

namespace rtc_vitals {

// The selected pair of every transport: one when everything is bundled. Objects of `objects` that were advanced in this poll; in report order.
// `succeeded` is the number of that state's label.
List<const TrackedObject*> SelectedPairs(const StatsReport& report, const ObjectSet& objects, int succeeded);

// The pair that moved the most bytes in this interval (over its life, where no interval is known): the one that RTT and bandwidth are taken from.
const TrackedObject* BusiestPair(const List<const TrackedObject*>& pairs);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_SELECTED_PAIR_H_
