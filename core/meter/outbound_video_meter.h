// What one outbound video stream (one simulcast layer) captured, encoded and sent in an interval.
#ifndef RTC_VITALS_CORE_METER_OUTBOUND_VIDEO_METER_H_
#define RTC_VITALS_CORE_METER_OUTBOUND_VIDEO_METER_H_

#include <string_view>

#include "core/meter/counter_interval.h"
#include "core/meter/deficit.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Fills the whole sample except the receiver's report and the quality.
class OutboundVideoMeter {
 public:
  struct Parameters {
    double length_share = 0.5;  // source and stream are read at two moments: their intervals may differ by this share of the stream's
  };

  // `scalability_mode`: the row's, as text. `source`: the interval of the stream's media-source; `source_row`: its newest row. Both are
  // empty if there is none.
  OutboundVideoSample Update(const CounterInterval& interval, Row row, std::string_view scalability_mode, const CounterInterval& source,
                             Row source_row);

 private:
  Deficit not_encoded_;
  Deficit not_sent_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_OUTBOUND_VIDEO_METER_H_
