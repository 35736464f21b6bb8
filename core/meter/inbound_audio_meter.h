// What one inbound audio stream received, and how much of it was concealed.
#ifndef RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_
#define RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_

#include "core/meter/counter_interval.h"
#include "core/meter/packet_loss.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Fills the whole sample except the MOS and the quality. Audible concealment is what NetEq synthesised and did not play as silence (W3C
// webrtc-stats: silentConcealedSamples is part of concealedSamples, which is part of totalSamplesReceived).
class InboundAudioMeter {
 public:
  // `playout`: the interval of the media-playout object that the stream plays through; default-constructed if there is none.
  InboundAudioSample Update(const CounterInterval& interval, Row row, const CounterInterval& playout);

 private:
  PacketLossMeter loss_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_INBOUND_AUDIO_METER_H_
