// What one inbound video stream received, decoded and dropped in an interval.
#ifndef RTC_VITALS_CORE_METER_INBOUND_VIDEO_METER_H_
#define RTC_VITALS_CORE_METER_INBOUND_VIDEO_METER_H_

#include "core/meter/counter_interval.h"
#include "core/meter/deficit.h"
#include "core/meter/frames_received_alias.h"
#include "core/meter/packet_loss.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Fills the whole sample except what the freeze detector, the score and the quality provide.
class InboundVideoMeter {
 public:
  InboundVideoSample Update(const CounterInterval& interval, Row row);

 private:
  void FillFrames(const CounterInterval& interval, Row row, InboundVideoSample& sample);

  PacketLossMeter loss_;
  FramesReceivedAlias alias_;
  Deficit not_decodable_;
  Deficit not_decoded_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_INBOUND_VIDEO_METER_H_
