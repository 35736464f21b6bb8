#include "core/meter/data_channel_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace channel = stat::data_channel;

TEST(DataChannelMeterTest, ComputesMessagesAndBytesPerSecond) {
  TestObject object(stat::Type::data_channel);
  object.Next({{channel::messagesSent, 0}, {channel::messagesReceived, 0}, {channel::bytesSent, 0}, {channel::bytesReceived, 0}});
  const CounterInterval interval = object.Next({{channel::messagesSent, 5}, {channel::messagesReceived, 3}, {channel::bytesSent, 2000},
                                                {channel::bytesReceived, 900}, {channel::state, 4}}, 2000);
  const DataChannelSample sample = DataChannelOf(interval, object.row());
  EXPECT_VALUE(sample.messagesSentPerSecond, 2.5);
  EXPECT_VALUE(sample.messagesReceivedPerSecond, 1.5);
  EXPECT_VALUE(sample.bytesSentPerSecond, 1000);
  EXPECT_VALUE(sample.bytesReceivedPerSecond, 450);
  EXPECT_VALUE(sample.state, 4);
}

}  // namespace
}  // namespace rtc_vitals
