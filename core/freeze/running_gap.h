// The gap that runs: since its last frame no other came.
#ifndef RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_
#define RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_

#include "core/freeze/frame_gaps.h"
#include "core/freeze/freeze_events.h"
#include "core/freeze/gap_judge.h"
#include "core/freeze/gap_watch.h"
#include "core/freeze/usual_gap.h"

namespace rtc_vitals {

// One poll as a running gap sees it: its interval, what is remembered of the time before, and where verdicts and events go.
struct GapScene {
  const Interval& interval;
  double interval_start;  // the poll before, ms on the stats' clock
  const GapWatch& watch;
  const UsualGap& usual_gap;
  GapJudge& judge;
  FreezeEvents& events;
};

// Why a gap that runs is not followed any further.
enum class CloseReason : std::uint8_t {
  kStreamEnded,  // its stream is no more
  kLostTrack,    // a sleep, or counters that began anew: nobody knows how it went on
};

// Of one stream; judged anew at every poll, and told once there is little doubt. Where a picture stands first for one reason and then for another, each has
// its event.
class RunningGap {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double tell_ms = 500;          // it is told when it lasted so long and its verdict is not in doubt,
                                   // [half: none, told 0.1 s sooner; twice: none, told 0.5 s later]
    double tell_anyway_ms = 1500;  // or so long [half: 4 pauses told as freezes and taken back; twice: none]
    double resume_ms = 1000;       // what a picture may need to go on after a pause: longer is a freeze [half: none; twice: at 2 s polls one of 1.9 s missed]
    double unshown_frames = 4;     // so many whole ones that came in a pause and were not shown end it: what follows is a freeze
                                   // [half: none; twice: at 2 s polls one of 1.9 s missed]
    double match_ms = 100;         // the browser's own duration is taken when it differs by less from ours [half and twice: lengths, by 0.4 s in all]
    double beat_share = 0.8;       // a paused Firefox shows a frame a second, give or take so much [half: none; twice: at 2 s polls a pause as a freeze]
  };

  bool runs() const { return runs_; }
  // The one that runs, or ran last.
  const FreezeEvent& gap() const { return gap_; }

  // It began with the last of `frames`.
  void Begin(const IntervalFrames& frames, const GapScene& scene);
  // No frame came.
  void Watch(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection);
  // The first of `frames` ended it. Returns how long the picture stood, ms.
  double End(const IntervalFrames& frames, const GapScene& scene);
  // It is not followed any further: what was told of it ends where it was seen last.
  void Close(CloseReason reason, double min_pause_ms, FreezeEvents& events);

  // What a picture needs to go on after a pause, and no freeze.
  bool IsResumption() const { return after_pause_ && gap_.duration_ms < Parameters().resume_ms; }
  // Whether what went wrong in the interval of `frames` is of this gap: it spans whole intervals, and no frame came besides those that ended its `gaps` gaps.
  bool ExplainsInterval(const IntervalFrames& frames, int gaps) const { return gap_.evidence.inside.ms > 0 && frames.frames == gaps; }
  // The pause of `ms` that it was goes on with more gaps of that length.
  bool GoesOnIn(const IntervalFrames& rest, double ms) const;

  // It was told as a cut.
  bool IsToldCut() const { return runs_ && told_ && gap_.verdict.cause == Cause::kNetworkCut; }
  void Prolong(double ms) { StandUntil(gap_.end + ms); }
  // The same, and nothing came over the connection.
  void ProlongSilence(double ms) {
    gap_.evidence.connection_silent_ms += ms;
    Prolong(ms);
  }

 private:
  void StandUntil(double end);
  GapEvidence EvidenceFrom(double start, const GapScene& scene) const;
  void GoOnAs(const GapEvidence& evidence, const GapScene& scene);
  double PauseEnd(const GapScene& scene) const;
  bool IsPauseOver(const GapVerdict& before, const GapScene& scene) const;
  bool FollowQuiet(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection);
  void TellStanding(const GapScene& scene);
  void TellStart(FreezeEvents& events);
  void TellEnd(double min_pause_ms, FreezeEvents& events);
  void Retract(FreezeEvents& events);

  bool runs_ = false;
  FreezeEvent gap_;
  double stands_since_ = kUnknown;  // the last frame: `gap_` begins later where it took the place of another
  GapEvidence quiet_;               // its last intervals, while in these no video came and sound did
  bool after_pause_ = false;        // the same picture was paused before
  bool told_ = false;               // its start was told
  GapKind told_kind_ = GapKind::kFreeze;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_RUNNING_GAP_H_
