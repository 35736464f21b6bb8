// What happened to one inbound video and its connection between two polls.
#ifndef RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_
#define RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_

#include "core/freeze/connection_poll.h"
#include "core/freeze/video_poll.h"

namespace rtc_vitals {

// Growth of the counters over one interval, or over several added up. Unknown where the member is missing or was restarted.
struct PollDelta {
  double ms = kUnknown;  // length of the interval, by the object's timestamps

  double video_bytes = kUnknown;
  double again_bytes = kUnknown;    // of these: sent again, or to probe the path
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
  double responses = kUnknown;      // and answered
  double other_videos = 0;          // other inbound videos of which a frame was decoded, in each interval

  // Adds an interval: sums what both know; what only one knows is that one's.
  void Add(const PollDelta& next);

  // What went wrong in it is another gap's.
  void ForgetTrouble();
};

PollDelta DeltaOf(const VideoPoll& before, const VideoPoll& now, const ConnectionPoll& connection);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_POLL_DELTA_H_
