#include "core/meter/packet_loss.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;

// Repair packets received in the interval, as counted by `member`; 0 if the browser does not count them.
double RepairsOf(const CounterInterval& interval, Row row, int member) {
  return IsKnown(row[member]) ? interval.DeltaFromZero(member, in::packetsReceived) : 0;
}

}  // namespace

PacketLoss PacketLossMeter::Update(const CounterInterval& interval, Row row) {
  PacketLoss loss;
  const double lost = lost_.Take(interval.Delta(in::packetsLost), interval.repeated());
  const double retransmitted = RepairsOf(interval, row, in::retransmittedPacketsReceived);
  // Without fecSsrc, FEC packets are part of the media packets (RED, ulpfec) and were expected.
  const double fec = IsKnown(row[in::fecSsrc]) ? RepairsOf(interval, row, in::fecPacketsReceived) : 0;
  const double media = interval.Delta(in::packetsReceived) - retransmitted - fec;
  const double expected = lost + std::max(0.0, media);
  if (!IsKnown(media) || !(expected > 0)) return loss;
  loss.ratio = lost / expected;
  if (IsKnown(row[in::retransmittedPacketsReceived])) loss.residual = std::max(0.0, lost - retransmitted) / expected;
  return loss;
}

}  // namespace rtc_vitals
