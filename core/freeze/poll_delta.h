// What happened to one inbound video and its connection between two polls.
#ifndef RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_
#define RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_

#include "core/freeze/connection_poll.h"
#include "core/freeze/video_poll.h"

namespace rtc_vitals {

// Growth of the counters over one or more intervals. Unknown if the member is missing or was reset.
struct PollDelta {
  double ms = kUnknown;  // length of the interval, by the object's timestamps

  double video_bytes = kUnknown;
  double rtx_bytes = kUnknown;      // of these: retransmissions and probes
  double video_packets = kUnknown;  // retransmissions and padding included, where the browser counts them
  double video_lost = kUnknown;     // may be negative
  double nacks = kUnknown;
  double key_requests = kUnknown;   // PLI and FIR
  double received = kUnknown;       // frames
  double decodable = kUnknown;      // frames handed to the decoder (jitterBufferEmittedCount)
  double decoded = kUnknown;
  double dropped = kUnknown;
  double key_frames = kUnknown;
  double decode_s = kUnknown;       // totalDecodeTime
  double buffer_s = kUnknown;       // jitterBufferDelay
  double hold_s = kUnknown;         // jitterBufferHold

  double connection_bytes = kUnknown;
  double audio_packets = kUnknown;
  double audio_lost = kUnknown;     // may be negative
  double requests = kUnknown;       // STUN requests sent
  double responses = kUnknown;      // STUN responses received
  double other_videos = 0;          // other inbound videos that decoded a frame, counted in each interval

  // Adds an interval. A member that only one of the two knows keeps that value.
  void Add(const PollDelta& next);

  // Clears losses, requests and drops, which belong to another gap.
  void ForgetTrouble();
};

// Share of the packets that were lost, 0 to 1. 0 if none was, or if their number is unknown; an unknown number of received packets is none.
double LossShare(double lost, double received);

PollDelta DeltaOf(const VideoPoll& before, const VideoPoll& now, const ConnectionPoll& connection);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_
