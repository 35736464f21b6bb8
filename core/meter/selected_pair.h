// Which candidate pair carries the call.
//
// In an ordinary call two pairs can be nominated and succeeded at once, one of them long silent. So the choice is, in this order: the pair
// that a transport names (selectedCandidatePairId), the pair that Firefox marks (`selected`, before 153), the nominated pair that moved the
// most bytes.
#ifndef RTC_VITALS_CORE_METER_SELECTED_PAIR_H_
#define RTC_VITALS_CORE_METER_SELECTED_PAIR_H_

#include "core/meter/object_set.h"

namespace rtc_vitals {

// The selected pair of every transport (one if everything is bundled) among the objects advanced in this poll, in report order.
// `succeeded`: the number of that state's label.
List<const TrackedObject*> SelectedPairs(const StatsReport& report, const ObjectSet& objects, int succeeded);

// The pair that moved the most bytes in this interval (over its life if no interval is known). RTT and bandwidth are taken from it.
const TrackedObject* BusiestPair(const List<const TrackedObject*>& pairs);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_SELECTED_PAIR_H_
