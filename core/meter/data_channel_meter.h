// What one data channel carried in an interval.
#ifndef RTC_VITALS_CORE_METER_DATA_CHANNEL_METER_H_
#define RTC_VITALS_CORE_METER_DATA_CHANNEL_METER_H_

#include "core/meter/counter_interval.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

inline DataChannelSample DataChannelOf(const CounterInterval& interval, Row row) {
  namespace channel = stat::data_channel;
  DataChannelSample sample;
  sample.state = row.Label(channel::state);
  sample.messagesSentPerSecond = interval.PerSecond(channel::messagesSent);
  sample.messagesReceivedPerSecond = interval.PerSecond(channel::messagesReceived);
  sample.bytesSentPerSecond = interval.PerSecond(channel::bytesSent);
  sample.bytesReceivedPerSecond = interval.PerSecond(channel::bytesReceived);
  return sample;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_DATA_CHANNEL_METER_H_
