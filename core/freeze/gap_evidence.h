// What was seen before and during one gap between two frames.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_
#define RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_

#include <algorithm>

#include "core/freeze/poll_delta.h"
#include "core/freeze/sender_reports.h"

namespace rtc_vitals {

// Of a value that is no counter. Unknown where the browser has none.
struct LevelRange {
  double least = kUnknown;
  double most = kUnknown;
  void Add(double value);  // an unknown one changes nothing
};

// So many times what there was at least, and so much longer, is a rise.
struct Rise {
  double factor = 0;
  double by_ms = 0;
  bool Of(double ms, double floor_ms) const { return ms >= std::max(factor * floor_ms, floor_ms + by_ms); }
};

// Packets come unevenly: the jitter is so long, and so many times the least there was.
struct JitterRise {
  double least_ms = 0;
  double factor = 0;
  bool Of(double jitter_ms, double floor_ms) const { return jitter_ms >= least_ms && jitter_ms >= factor * KnownOr(floor_ms, 0); }
};

// When a path is worse than it was at its best. In brackets: what half and twice of the second number, and of a jitter's first, get wrong on the recorded calls
// (`npm run score`). Twice the least tells a rise from a path that is always so: no recording has one.
struct PathThresholds {
  Rise rtt = {2, 100};               // it answers slowly: queues [half: 3 causes; twice: 3 queues as losses]
  JitterRise jitter = {15, 2};       // of the video, which grows with its frames, too, whose packets leave one after the other
                                     // [half: 3 overloads as jitter; twice: 7 of jitter as queues]
  JitterRise audio_jitter = {8, 2};  // audio leaves evenly, one packet in 20 ms
                                     // [half: 6 pauses as freezes, 5 overloads as jitter; twice: 4 freezes missed, 8 of jitter as others]
};

// The values of polls that are no counters.
struct PollLevels {
  LevelRange rtt_ms;
  bool rtt_is_measured = false;  // an answer came: without one `rtt_ms` is of before
  LevelRange outgoing_bitrate;  // availableOutgoingBitrate, bit/s
  LevelRange jitter_ms;         // of the video
  LevelRange audio_jitter_ms;
  void Add(const VideoPoll& video, const ConnectionPoll& connection);
  void Add(const PollLevels& other);
};

// One gap. Times are ms on the stats' clock.
struct GapEvidence {
  double start = kUnknown;   // the last frame before it
  double end = kUnknown;     // the first frame after it; while it runs, the last poll
  double lasted_ms = kUnknown;  // where only that is known, and `start` and `end` are bounds
  bool over = false;

  PollDelta before;          // the seconds before the gap
  PollDelta edge;            // the interval in which it began
  bool edge_is_anothers = false;  // the gap before ended there, and no frame came besides: the packets of `edge`, and what went wrong, are of that one
  PollDelta inside;          // whole intervals within it
  PollDelta tail;            // the interval in which it ended
  double edge_open_ms = 0;   // how much of `edge` lies in the gap
  bool follows_pause = false;  // the frame before it ended a pause
  double silent_end_ms = 0;  // for so long at the end of what is seen of it nothing came over the connection. (When it is over, its last frame had come before.)
  double earlier_video_packets = kUnknown;  // of `inside` but for its newest interval; unknown without one before that
  PollLevels levels_before;
  PollLevels levels_during;

  double rtt_floor_ms = kUnknown;         // the least of this path
  double newest_rtt_ms = kUnknown;        // while the picture stood
  double jitter_floor_ms = kUnknown;      // the least of this stream
  double audio_jitter_floor_ms = kUnknown;
  double usual_gap_ms = kUnknown;         // between frames, before
  double packet_after_start_ms = kUnknown;  // the last video packet's arrival, counted from the start, at the last poll within the gap
  double connection_silent_ms = 0;        // the longest time without any packet of the connection
  double connection_alive = kUnknown;     // 1: something came in over a whole interval within the gap
  double open_ms = 0;                     // whole intervals within the gap in which something came that was no media: RTCP, STUN
  double dead_ms = 0;                     // and those in which nothing came
  SenderReports sender_reports;           // that were written after the start
  bool ice_disconnected = false;

  double ms() const { return KnownOr(lasted_ms, end - start); }

  // What arrived in the gap over what would have at the pace before it: 0 nothing, 1 all of it. Unknown without a pace to compare with.
  double VideoFlow() const;
  double AudioFlow() const;
  double VideoByteFlow() const;  // as VideoFlow, but by bytes: there padding counts for nothing
  // Sound that neither came nor was counted as lost, by its pace before, ms; unknown without one. (Audio leaves evenly, so it waits in a queue.)
  double AudioQueuedMs() const;
  // The mean time to decode a frame; 0 where that is not told.
  double DecodeMs() const;
  // For how much longer than the frames before it the jitter buffer was to hold those after it, for the page or the sound, ms; unknown until they came.
  double HeldMs() const;
  // For how much of an interval sound came, by that pace, where it began or ended within; 0 where it came all along or cannot be told.
  double PartialSoundMs(const PollDelta& interval) const;
  // The same of video, by its bytes, as an upper bound: all of the interval where there is no pace.
  double PartialVideoMs(const PollDelta& interval) const;
  // By PathThresholds: the worst round trip of the gap, the newest of it, and the worst jitter of each medium.
  bool RttRose() const;
  bool RttHadRisen() const;  // before it
  bool IsStillSlow() const;
  bool VideoJitterRose() const;
  bool AudioJitterRose() const;
  // The path was open, and no media came over it.
  bool IsPathOpen() const { return open_ms > dead_ms; }
  // Sum of a member over the gap's intervals; `edge` and `tail` lie partly outside it.
  double Total(double PollDelta::* member) const;
  // The same without `tail`: up to the last poll within the gap.
  double Standing(double PollDelta::* member) const { return KnownOr(edge.*member, 0) + Inside(member); }
  // The same as Total, without an `edge` that is another gap's.
  double Own(double PollDelta::* member) const { return Total(member) - (edge_is_anothers ? KnownOr(edge.*member, 0) : 0); }
  // Sum over whole intervals alone; 0 where there was none.
  double Inside(double PollDelta::* member) const { return KnownOr(inside.*member, 0); }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_
