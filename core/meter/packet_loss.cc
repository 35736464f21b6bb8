#include "core/meter/packet_loss.h"

#include <algorithm>

namespace rtc_vitals {

PacketLoss PacketLossMeter::Update(const CounterInterval& interval, Row row) {
  namespace in = stat::inbound_rtp;
  PacketLoss loss;
  const double lost = lost_.Take(interval.Delta(in::packetsLost), interval.repeated());
  const double retransmitted = interval.DeltaFromZero(in::retransmittedPacketsReceived);
  // Without fecSsrc the FEC packets are inside the media packets (RED, ulpfec) and were expected.
  const double fec = IsKnown(row[in::fecSsrc]) ? KnownOr(interval.DeltaFromZero(in::fecPacketsReceived), 0) : 0;
  const double received = std::max(0.0, interval.Delta(in::packetsReceived) - KnownOr(retransmitted, 0) - fec);
  const double expected = lost + received;
  if (!(expected > 0) || !IsKnown(interval.Delta(in::packetsReceived))) return loss;
  loss.ratio = lost / expected;
  if (IsKnown(retransmitted)) loss.residual = std::max(0.0, lost - retransmitted) / expected;
  return loss;
}

}  // namespace rtc_vitals
