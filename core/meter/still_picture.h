// Whether a picture is still: it does not change, but is not frozen.
#ifndef RTC_VITALS_CORE_METER_STILL_PICTURE_H_
#define RTC_VITALS_CORE_METER_STILL_PICTURE_H_

#include "core/sample/sample.h"

namespace rtc_vitals {

// The sender paused it or had nothing new to show. No frame was due, so a frame rate of 0 says nothing about the reception.
inline bool IsStill(const InboundVideoSample& sample) { return sample.isFrozen == 0 && sample.framesDecodedPerSecond == 0; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_STILL_PICTURE_H_
