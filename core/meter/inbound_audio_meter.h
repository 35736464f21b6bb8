// What one inbound audio stream received, and how much of it the listener heard.
#ifndef RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_
#define RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_

#include "core/meter/counter_interval.h"
#include "core/meter/packet_loss.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Fills everything of the sample but the MOS and the quality. Audible concealment is what NetEq made up and did not play as silence (W3C
// webrtc-stats: silentConcealedSamples is a part of concealedSamples, which is a part of totalSamplesReceived).
class InboundAudioMeter {
 public:
  // `playout` is the interval of the media-playout object that the stream plays through; default-constructed where there is none.
  InboundAudioSample Update(const CounterInterval& interval, Row row, const CounterInterval& playout);

 private:
  PacketLossMeter loss_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_
