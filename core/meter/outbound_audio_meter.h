// What one outbound audio stream sent in an interval.
#ifndef RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_
#define RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_

#include "core/meter/counter_interval.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Fills the whole sample except the receiver's report and the quality. `source`: the newest row of the stream's media-source, or empty.
OutboundAudioSample OutboundAudioOf(const CounterInterval& interval, Row row, Row source);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_
