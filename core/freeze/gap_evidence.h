// The evidence before and during one gap between two frames.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_
#define RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_

#include <algorithm>

#include "core/freeze/poll_delta.h"
#include "core/freeze/sender_reports.h"

namespace rtc_vitals {

// Range of a gauge. Unknown if the browser does not have it.
struct LevelRange {
  double min = kUnknown;
  double max = kUnknown;
  void Add(double value);  // ignores an unknown value
};

// A rise: at least `factor` times the floor and at least `by_ms` above it.
struct Rise {
  double factor = 0;
  double by_ms = 0;
  bool IsMet(double ms, double floor_ms) const { return ms >= std::max(factor * floor_ms, floor_ms + by_ms); }
};

// Packets come unevenly: the jitter is at least `min_ms` and at least `factor` times its floor.
struct JitterRise {
  double min_ms = 0;
  double factor = 0;
  bool IsMet(double jitter_ms, double floor_ms) const { return jitter_ms >= min_ms && jitter_ms >= factor * KnownOr(floor_ms, 0); }
};

// When a path is worse than at its best. In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the
// second number, or a jitter's first. The factor 2 tells a rise from a path that is always like that: no recording has one.
struct PathThresholds {
  Rise rtt = {2, 100};               // the path answers slowly: congestion [half: 3 causes; twice: 3 congestions as losses]
  JitterRise jitter = {15, 2};       // of the video; it also grows with frame size, since the packets of a frame leave one after the other
                                     // [half: 3 overloads as jitter; twice: 7 jitter gaps as congestion]
  JitterRise audio_jitter = {8, 2};  // audio leaves evenly, one packet every 20 ms
                                     // [half: 6 pauses as freezes, 5 overloads as jitter; twice: 4 freezes missed, 8 jitter gaps as others]
  double unanswered_ms = 2000;       // of requests without an answer beside lost audio: a sender that paused still has what it sent last
                                     // [of the role stacks: half: none; twice: a freeze of 22 s as a pause]
};

// Gauges over several polls.
struct PollLevels {
  LevelRange rtt_ms;
  bool rtt_is_measured = false;  // an answer came; otherwise `rtt_ms` dates from before
  LevelRange outgoing_bitrate;  // availableOutgoingBitrate, bit/s
  LevelRange jitter_ms;         // of the video
  LevelRange audio_jitter_ms;
  bool over_tcp = false;
  void Add(const VideoPoll& video, const ConnectionPoll& connection);
  void Add(const PollLevels& other);
};

// One gap. Times are ms on the stats' clock.
struct GapEvidence {
  double start = kUnknown;   // the last frame before it
  double end = kUnknown;     // the first frame after it; while it runs, the last poll
  double lasted_ms = kUnknown;  // set if only the length is known: `start` and `end` are bounds then
  bool over = false;

  PollDelta before;          // the seconds before the gap
  PollDelta edge;            // the interval in which it began
  bool edge_explained = false;  // the previous gap ended there, and no other frame came: the packets and the trouble of `edge` belong to
                                // that gap
  PollDelta inside;          // whole intervals within it
  PollDelta tail;            // the interval in which it ended
  double edge_open_ms = 0;   // part of `edge` that lies in the gap
  bool follows_pause = false;  // the frame before it ended a pause
  double silent_end_ms = 0;  // how long nothing had arrived on the connection at the last poll. (Once the gap is over, the frame that ended
                             // it came earlier.)
  double earlier_video_packets = kUnknown;  // `inside` without its newest interval; unknown if there is no other
  PollLevels levels_before;
  PollLevels levels_during;

  double rtt_floor_ms = kUnknown;         // lowest on this path
  double newest_rtt_ms = kUnknown;        // while the picture stood
  double jitter_floor_ms = kUnknown;      // lowest of this stream
  double audio_jitter_floor_ms = kUnknown;
  double usual_gap_ms = kUnknown;         // between frames, before
  double packet_after_start_ms = kUnknown;  // arrival of the last video packet, counted from the start, as of the last poll within the gap
  double connection_silent_ms = 0;        // longest time without any packet on the connection
  double rtt_before_silence_ms = kUnknown;  // highest in the gap up to the end of that time
  double connection_alive = kUnknown;     // 1: something arrived in a whole interval within the gap
  double open_ms = 0;                     // whole intervals within the gap in which RTCP arrived and no media, or that STUN answers vouch
                                          // for
  double dead_ms = 0;                     // whole intervals in which nothing arrived
  SenderReports sender_reports;           // written after the start
  bool ice_disconnected = false;
  double lossless_ms = 0;      // since the last interval in which a packet was lost, whole intervals and what lies in the gap of `tail`
  double media_silent_ms = 0;  // whole intervals at its begin in which neither video nor audio came
  bool was_sent = false;       // there were such intervals, and the packet numbers after them show that both had been sent
  double unanswered_ms = 0;  // whole intervals in which lost packets were requested and hardly any came, while sound was lost, too

  double ms() const { return KnownOr(lasted_ms, end - start); }

  // Share of the packets expected at the pace before the gap that arrived in it: 0 none, 1 all. Unknown without an earlier pace.
  double VideoFlow() const;
  double AudioFlow() const;
  double VideoByteFlow() const;  // as VideoFlow, but in bytes, which leave out padding
  // Sound that neither arrived nor was counted as lost, at its earlier pace, ms; unknown without one. (Audio leaves evenly, so it waits in
  // a queue.)
  double AudioQueuedMs() const;
  // Mean time to decode a frame, ms; 0 if the browser does not report it, unknown if none was decoded.
  double DecodeMs() const;
  // How much longer the jitter buffer was told to hold the frames after the gap than those before, by the page or for the sound, ms;
  // unknown until frames came.
  double HeldMs() const;
  // How long sound came in an interval in which it started or stopped, by its pace before the gap, ms; 0 if it came throughout or its pace
  // is unknown.
  double PartialAudioMs(const PollDelta& interval) const;
  // The same for video, by its bytes, as an upper bound: the whole interval if its pace is unknown.
  double PartialVideoMs(const PollDelta& interval) const;
  // By PathThresholds: the worst round trip in the gap, before it, the newest, and the worst jitter of each medium.
  bool RttRose() const;
  bool RttHadRisen() const;
  bool RttRoseBeforeSilence() const;  // in the gap, before nothing arrived any more
  bool IsStillSlow() const;
  bool VideoJitterRose() const;
  bool AudioJitterRose() const;
  // The sender did not pause, however silent it seems.
  bool IsKnownSent() const { return was_sent || IsUnanswered(); }
  // Requests went unanswered for so long that the far end did not pause: it does not have the packets, or cannot be reached.
  bool IsUnanswered() const;
  // The path was open but carried no media.
  bool IsPathOpen() const { return open_ms > dead_ms; }
  // Sum of a member over the gap's intervals; `edge` and `tail` lie partly outside the gap.
  double Total(double PollDelta::* member) const;
  // As Total, but without `tail`: up to the last poll within the gap.
  double WithoutTail(double PollDelta::* member) const { return KnownOr(edge.*member, 0) + Inside(member); }
  // As Total, but without an `edge` that belongs to another gap.
  double Own(double PollDelta::* member) const { return Total(member) - (edge_explained ? KnownOr(edge.*member, 0) : 0); }
  // Sum over whole intervals only; 0 if there was none.
  double Inside(double PollDelta::* member) const { return KnownOr(inside.*member, 0); }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_EVIDENCE_H_
