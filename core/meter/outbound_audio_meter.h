// What one outbound audio stream sent in an interval.
#ifndef RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_
#define RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_

#include "core/meter/counter_interval.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Everything of the sample but what the receiver reported and the quality. `source` is the newest row of the stream's media-source, or empty.
OutboundAudioSample OutboundAudioOf(const CounterInterval& interval, Row row, Row source);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_OUTBOUND_AUDIO_METER_H_
