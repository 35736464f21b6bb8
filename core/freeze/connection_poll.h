// What the freeze detector reads at one poll from the connection of an inbound video.
#ifndef RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_
#define RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Taken at the same poll as the video. A `...Delta` is the growth since the last poll, summed over the objects present in both polls. Never
// negative except where noted, and unknown if nothing can be compared.
struct ConnectionPoll {
  double perf = kUnknown;        // ms, performance.now() at the poll

  double bytesReceivedDelta = kUnknown;  // B, everything received: by the transports, else by the selected pairs
  double sendBitrate = kUnknown;         // bit/s, everything sent since the last poll, likewise
  double pairRequestsSentDelta = kUnknown;       // STUN on the selected pairs
  double pairResponsesReceivedDelta = kUnknown;
  double pairLastPacketReceivedTimestamp = kUnknown;  // ms, latest of the selected pairs
  double currentRoundTripTime = kUnknown;        // s, selected pair, gauge
  double availableOutgoingBitrate = kUnknown;    // bit/s, gauge
  double iceConnected = kUnknown;  // 1: iceConnectionState is connected or completed, 0: any other
  bool overTcp = false;            // packets reach this device over TCP or TLS: none is lost, but one that is late delays the others
  bool pathChanged = false;        // another selected pair, or an ICE restart, since the last poll

  double audioPacketsDelta = kUnknown;
  double audioPacketsLostDelta = kUnknown;  // may be negative
  double audioJitter = kUnknown;            // s, gauge, lowest of the inbound audios that received a packet
  double videosDecoding = 0;                // inbound videos that decoded a frame since the last poll

  // The sending direction, from the newest RTCP report received since the last poll; unknown if there was none.
  double remoteRoundTripTime = kUnknown; // s, worst stream
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_
