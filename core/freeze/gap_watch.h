// Collects the evidence of a gap while it runs, and remembers the seconds before.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_WATCH_H_
#define RTC_VITALS_CORE_FREEZE_GAP_WATCH_H_

#include <array>

#include "core/freeze/gap_evidence.h"

namespace rtc_vitals {

// One interval: its counters, the levels at its end, and when it ended (ms, stats' clock).
struct Interval {
  PollDelta delta;
  PollLevels levels;
  double end = kUnknown;
  double last_packet = kUnknown;  // of the connection, ms
  bool explained = false;         // a gap ended in it, and no other frame came: its trouble belongs to that gap
  bool paused = false;            // the sender paused in it: it shows less than the usual flow
};

// One object per stream. Every interval is remembered after it was judged; intervals within a gap are passed to Extend first.
class GapWatch {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double before_ms = 6000;        // length of the time before: RTT and loss rise seconds before the picture stops (a STUN answer comes
                                    // every 2.5 s or so)
                                    // [half: 2 freezes missed, 3 causes; twice: at 2 s polls 7 freezes invented]
    double report_margin_ms = 300;  // a sender report that arrives this long after the start was written after it: one-way delay plus
                                    // RTCP's own
                                    // [neither: 9 pauses are detected a little sooner or later]
    double stale_ms = 3600e3;       // a lastPacketReceivedTimestamp older than this is from another clock (Firefox 141 after a sleep),
    double ahead_ms = 1000;         // and so is one this far ahead of the report, whose own timestamp is taken a little earlier
    double sent_share = 0.1;        // of the packets expected in the silence: fewer lost packets may be from the moment in which packets
                                    // came back [of the role stacks: half: none; twice: a cut before a server as a pause]
    double sent_ms = 2000;          // or in this part of it: a sender that hears nothing soon stops (libwebrtc's congestion window:
                                    // 350 ms and a round trip) [of the role stacks: half: none; twice: a cut before a server as a pause]
    double answer_share = 0.5;      // of the requested packets: fewer are no answer [of the role stacks: neither]
    double consent_ms = 6000;       // a browser checks the path by STUN after 6 s at the latest (RFC 7675, 5.1), so an answer vouches for
                                    // this long [of the role stacks: neither]
    double silent_flow = 0.05;      // of the usual bytes in the open part of an interval: less is silence, only RTCP and STUN
                                    // (used if the browser has no packet times)
  };

  // The evidence of the gap that began at `start`, in the remembered intervals or in the next one, which has to be added with Extend.
  GapEvidence Begin(double start, double usual_gap) const;

  // The evidence of a gap of `ms` that began and ended within `now`, not before `start` and not after `end`.
  GapEvidence Within(double start, double end, double ms, double usual_gap, const Interval& now) const;

  // Adds an interval without frames: it lies wholly in the gap, or the gap began in it.
  void Extend(GapEvidence& gap, const Interval& now, const VideoPoll& video, const ConnectionPoll& connection) const;

  // Adds the interval in which frames came back. The gap ended at `end`.
  void Finish(GapEvidence& gap, double end, const Interval& now) const;

  // `path_changed`: packets take another path from now on.
  void Remember(const Interval& interval, bool path_changed);

  // The last remembered interval.
  const Interval& newest() const { return intervals_[static_cast<size_t>((next_ + kIntervals - 1) % kIntervals)]; }

 private:
  static constexpr int kIntervals = 8;

  // Time from `packet` to `now`, ms; unknown if the two are from different clocks.
  double Since(double packet, double now) const;
  // How long nothing had arrived on the connection at the end of `now`, at most the time since `start`, ms; 0 if unknown.
  double SilenceSince(double start, const Interval& now) const;
  void AddLosses(GapEvidence& gap, const PollDelta& delta) const;
  void AddMediaSilence(GapEvidence& gap, const PollDelta& delta) const;
  void AddUnanswered(GapEvidence& gap, const PollDelta& delta) const;
  void AddOpenness(GapEvidence& gap, const PollDelta& delta) const;
  void AddSilence(GapEvidence& gap, const Interval& now) const;
  void AddReport(GapEvidence& gap, const VideoPoll& video) const;

  std::array<Interval, kIntervals> intervals_{};  // a ring
  int next_ = 0;
  LevelRange rtt_ms_;
  LevelRange jitter_ms_;
  LevelRange audio_jitter_ms_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_WATCH_H_
