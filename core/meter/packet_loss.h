// Packet loss of an inbound stream, per interval.
//
// loss = lost / (lost + received). Retransmitted and FEC packets do not count as received: they repair and were not expected. Chrome since
// 115 and Safari since 17.4 include them in packetsReceived. packetsLost is RFC 3550's, and RTX does not lower it (libwebrtc rtp_receiver).
#ifndef RTC_VITALS_CORE_METER_PACKET_LOSS_H_
#define RTC_VITALS_CORE_METER_PACKET_LOSS_H_

#include "core/meter/counter_interval.h"
#include "core/meter/deficit.h"

namespace rtc_vitals {

struct PacketLoss {
  double ratio = kUnknown;     // 0..1; unknown when no packet was expected
  double residual = kUnknown;  // what retransmission left of it, 0..1; unknown if retransmissions are not counted
};

class PacketLossMeter {
 public:
  // `interval` is that of an inbound-rtp object, `row` its newest row.
  PacketLoss Update(const CounterInterval& interval, Row row);

 private:
  Deficit lost_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_PACKET_LOSS_H_
