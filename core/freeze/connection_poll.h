// What the freeze detector reads at a poll of the connection of an inbound video.
#ifndef RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_
#define RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// At the same poll as the video. A `...Delta` is the growth since the last poll summed over the objects that both polls have, never
// negative, unknown where nothing can be compared.
struct ConnectionPoll {
  double perf = kUnknown;        // ms, performance.now() at the poll

  double bytesReceivedDelta = kUnknown;  // B, everything that came in: transports, else the selected pairs
  double pairRequestsSentDelta = kUnknown;       // STUN on the selected pairs
  double pairResponsesReceivedDelta = kUnknown;
  double pairLastPacketReceivedTimestamp = kUnknown;  // ms, latest of the selected pairs
  double currentRoundTripTime = kUnknown;        // s, selected pair, gauge
  double availableOutgoingBitrate = kUnknown;    // bit/s, gauge
  double iceConnected = kUnknown;  // 1: iceConnectionState is connected or completed, 0: any other
  bool pathChanged = false;        // another selected pair, or an ICE restart, since the last poll

  double audioPacketsDelta = kUnknown;
  double audioPacketsLostDelta = kUnknown;  // may be negative
  double audioJitter = kUnknown;            // s, gauge, least of the inbound audios of which a packet came
  double videosDecoding = 0;                // inbound videos of which a frame was decoded since the last poll

  // The way out, from the newest RTCP report that came since the last poll; unknown when none came.
  double remoteRoundTripTime = kUnknown; // s, worst stream
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_CONNECTION_POLL_H_
