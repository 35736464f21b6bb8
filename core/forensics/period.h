// Periods of a call.
#ifndef RTC_VITALS_CORE_FORENSICS_PERIOD_H_
#define RTC_VITALS_CORE_FORENSICS_PERIOD_H_

#include <vector>

namespace rtc_vitals {

// Epoch ms.
struct Period {
  double start;
  double end;
};

// Appends `period` in chronological order. One that starts where the last one ends prolongs it.
inline void Append(std::vector<Period>& periods, const Period& period) {
  if (!periods.empty() && periods.back().end == period.start) periods.back().end = period.end;
  else periods.push_back(period);
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_PERIOD_H_
