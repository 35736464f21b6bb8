// Whether a picture rests: it stands, and that is no freeze.
#ifndef RTC_VITALS_CORE_METER_RESTING_PICTURE_H_
#define RTC_VITALS_CORE_METER_RESTING_PICTURE_H_

#include "core/sample/sample.h"

namespace rtc_vitals {

// The sender paused it, or had nothing new to show: no frame was to come, so that none says nothing of how well they come.
inline bool IsResting(const InboundVideoSample& sample) { return sample.isFrozen == 0 && sample.framesDecodedPerSecond == 0; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_RESTING_PICTURE_H_
