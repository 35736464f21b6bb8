#include "core/meter/outbound_audio_meter.h"

#include "core/base/units.h"
#include "core/meter/audio_level.h"

namespace rtc_vitals {

OutboundAudioSample OutboundAudioOf(const CounterInterval& interval, Row row, Row source) {
  namespace out = stat::outbound_rtp;
  OutboundAudioSample sample;
  sample.bitrate = kBitsPerByte * interval.PerSecond(out::bytesSent);
  sample.targetBitrate = row[out::targetBitrate];
  sample.audioLevel = NormalAudioLevel(source[stat::media_source::audioLevel]);
  sample.active = row[out::active];
  return sample;
}

}  // namespace rtc_vitals
