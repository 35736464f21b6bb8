// The running gap: no frame has come since it began.
#ifndef RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_
#define RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_

#include "core/freeze/frame_gaps.h"
#include "core/freeze/freeze_events.h"
#include "core/freeze/gap_judge.h"
#include "core/freeze/gap_watch.h"
#include "core/freeze/usual_gap.h"

namespace rtc_vitals {

// One poll as seen by a running gap: its interval, the history before it, and where verdicts and events go.
struct GapScene {
  const Interval& interval;
  double interval_start;  // the poll before, ms on the stats' clock
  const GapWatch& watch;
  const UsualGap& usual_gap;
  GapJudge& judge;
  FreezeEvents& events;
};

// Why a running gap is no longer followed.
enum class CloseReason : std::uint8_t {
  kStreamEnded,  // its stream is gone
  kLostTrack,    // a sleep, or counters that were reset: how it continued is unknown
};

// One object per stream. The gap is judged again at every poll, and reported once there is little doubt. If a picture stands first for one
// reason and then for another, each has its own event.
class RunningGap {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double report_ms = 500;        // reported once it has lasted this long and its verdict is not in doubt,
                                   // [half: none, reported 0.1 s sooner; twice: none, reported 0.5 s later]
    double report_any_ms = 1500;   // or once it has lasted this long [half: 4 pauses reported as freezes and retracted; twice: none]
    double resume_ms = 1000;       // a picture may need this to resume after a pause; longer is a freeze
                                   // [half: none; twice: at 2 s polls one of 1.9 s missed]
    double unshown_frames = 4;     // this many whole frames received but not shown end a pause: what follows is a freeze
                                   // [half: none; twice: at 2 s polls one of 1.9 s missed]
    double match_ms = 100;         // the browser's own duration is used if it differs from ours by less
                                   // [half and twice: durations, by 0.4 s in all]
    double repeat_share = 0.8;     // gaps of at least this share of a pause continue it: a paused Firefox shows one frame a second
                                   // [half: none; twice: at 2 s polls a pause as a freeze]
  };

  bool runs() const { return runs_; }
  bool IsPause() const { return runs_ && gap_.verdict.kind != GapKind::kFreeze; }
  // The running gap, or the last one.
  const FreezeEvent& gap() const { return gap_; }

  // The gap began with the last of `frames`.
  void Begin(const IntervalFrames& frames, const GapScene& scene);
  // Takes a poll. No frame has come since the gap began.
  void Watch(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection);
  // The first of `frames` ended the gap. Returns how long the picture stood, ms.
  double End(const IntervalFrames& frames, const GapScene& scene);
  // Stops following the gap. If it was reported, it ends where it was last seen.
  void Close(CloseReason reason, double min_pause_ms, FreezeEvents& events);

  // The time a picture takes to resume after a pause, and no freeze.
  bool IsResumption() const { return after_pause_ && gap_.duration_ms < Parameters().resume_ms; }
  // Whether trouble in the interval of `frames` belongs to this gap: it spans whole intervals, and only the frames that ended its `gaps`
  // gaps came.
  bool ExplainsInterval(const IntervalFrames& frames, double gaps) const { return gap_.evidence.inside.ms > 0 && frames.frames == gaps; }
  // Whether this gap was a pause of `ms` that continues with more gaps of about that length.
  bool ContinuesIn(const IntervalFrames& rest, double ms) const;

  // It was reported as a cut.
  bool IsReportedCut() const { return runs_ && reported_ && gap_.verdict.cause == Cause::kNetworkCut; }
  void Prolong(double ms) { ExtendTo(gap_.end + ms); }
  // As Prolong, and nothing arrived on the connection.
  void ProlongSilence(double ms) {
    gap_.evidence.connection_silent_ms += ms;
    Prolong(ms);
  }

 private:
  void ExtendTo(double end);
  GapEvidence EvidenceFrom(double start, const GapScene& scene) const;
  void ContinueAs(const GapEvidence& evidence, const GapScene& scene);
  double PauseEnd(const GapScene& scene) const;
  bool IsPauseOver(const GapVerdict& before, const GapScene& scene) const;
  bool FollowQuiet(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection);
  void ReportOngoing(const GapScene& scene);
  void ReportStart(FreezeEvents& events);
  void ReportEnd(double min_pause_ms, FreezeEvents& events);
  void Retract(FreezeEvents& events);

  bool runs_ = false;
  FreezeEvent gap_;
  double last_frame_ = kUnknown;    // `gap_` begins later if it took over from another gap
  GapEvidence quiet_;               // its latest intervals, as long as they bring sound but no video
  GapVerdict before_quiet_;         // of the gap up to the first of them
  bool after_pause_ = false;        // the same picture was paused before
  bool reported_ = false;           // its start was
  GapKind reported_kind_ = GapKind::kFreeze;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_
