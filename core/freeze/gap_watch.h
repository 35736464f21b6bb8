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
  bool explained = false;         // a gap ended in it, and no frame came besides: what went wrong is of that gap
};

// Of one stream. Every interval is remembered once it is judged; those within a gap are given to Extend before.
class GapWatch {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double before_ms = 6000;        // what counts as before: RTT and loss rise seconds ahead of the picture (a STUN answer comes every 2.5 s or so)
                                    // [half: 2 freezes missed, 3 causes; twice: at 2 s polls 7 freezes invented]
    double report_margin_ms = 300;  // a sender report this late after the start was written after it: one way plus RTCP's own delay
                                    // [neither: 9 pauses are known a little sooner or later]
    double stale_ms = 3600e3;       // a lastPacketReceivedTimestamp older than that, or in the future, is of another clock (Firefox 141 after a sleep):
    double ahead_ms = 1000;         // so far ahead, since it is taken a little later than the report's own
    double silent_flow = 0.05;      // less than this of the usual bytes in the open part of an interval is silence: RTCP and STUN alone
                                    // (where the browser tells no packet times)
  };

  // The evidence of the gap that began at `start`, in the remembered intervals or in the next one; that still has to be added with Extend.
  GapEvidence Begin(double start, double usual_gap) const;

  // The evidence of a gap of `ms` that began and ended within `now`, no earlier than `start` and no later than `end`.
  GapEvidence Within(double start, double end, double ms, double usual_gap, const Interval& now) const;

  // Adds an interval in which no frame came: it lies wholly in the gap, or is the one in which the gap began.
  void Extend(GapEvidence& gap, const Interval& now, const VideoPoll& video, const ConnectionPoll& connection) const;

  // The interval in which frames came back: the gap ended at `end`.
  void Finish(GapEvidence& gap, double end, const Interval& now) const;

  // `path_changed`: from here on the packets take another way.
  void Remember(const Interval& interval, bool path_changed);

  // The last one that was remembered.
  const Interval& newest() const { return intervals_[static_cast<size_t>((next_ + kIntervals - 1) % kIntervals)]; }

 private:
  static constexpr int kIntervals = 8;

  // Time since `packet` at `now`, ms; unknown if the two are not of one clock.
  double Since(double packet, double now) const;
  // For how long at the end of `now` nothing came over the connection, no longer than since `start`, ms; 0 where that is not told.
  double SilenceSince(double start, const Interval& now) const;
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
