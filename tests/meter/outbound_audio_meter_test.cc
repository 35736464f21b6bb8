#include "core/meter/outbound_audio_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace out = stat::outbound_rtp;

TEST(OutboundAudioMeterTest, ComputesRatesAndGauges) {
  TestObject stream(stat::Type::outbound_rtp);
  stream.Next({{out::bytesSent, 0}});
  const CounterInterval interval = stream.Next({{out::bytesSent, 4000}, {out::targetBitrate, 32'000}, {out::active, 0}});
  TestRow source(stat::Type::media_source, 2, 0, {{stat::media_source::audioLevel, 0.25}});
  const OutboundAudioSample sample = OutboundAudioOf(interval, stream.row(), source.row());
  EXPECT_VALUE(sample.bitrate, 32'000);
  EXPECT_VALUE(sample.targetBitrate, 32'000);
  EXPECT_VALUE(sample.active, 0);
  EXPECT_VALUE(sample.audioLevel, 0.25);
}

TEST(OutboundAudioMeterTest, LevelIsUnknownWithoutASource) {
  TestObject stream(stat::Type::outbound_rtp);
  const CounterInterval interval = stream.Next({{out::bytesSent, 9}});
  const OutboundAudioSample sample = OutboundAudioOf(interval, stream.row(), Row());
  EXPECT_UNKNOWN(sample.audioLevel);
  EXPECT_UNKNOWN(sample.bitrate);
}

}  // namespace
}  // namespace rtc_vitals
