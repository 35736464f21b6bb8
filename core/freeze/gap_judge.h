// What a gap between two frames was: by itself, by what the page says, and by what was before it.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_
#define RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_

#include "core/freeze/aftermath.h"
#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

// Of one stream.
class GapJudge {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double match_ms = 100;  // a gap that begins so soon after a pause follows it: the clock of the frames is known to a few ms, a beat of Firefox is a second
                            // [neither]
  };

  // What holds at this poll. `min_pause_ms`: shorter silences are no pause.
  void Take(const PictureHints& hints, double min_pause_ms);
  bool paused() const { return hints_.paused; }
  double min_pause_ms() const { return min_pause_ms_; }

  GapVerdict Judge(const GapEvidence& gap) const;

  // A freeze is over, or a pause that took over from one.
  void Remember(const FreezeEvent& freeze) { aftermath_.Remember(freeze); }
  // The last frame came at `frame`, and all that was before it was a pause.
  void RememberPause(double frame) { paused_until_ = frame; }
  // After such a frame a sender may be paused on: Firefox repeats one a second.
  bool EndsPause(double frame) const { return frame - paused_until_ < Parameters().match_ms; }

 private:
  Aftermath aftermath_;
  double paused_until_ = kUnknown;  // the frame that ended the last pause
  double min_pause_ms_ = 0;
  PictureHints hints_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_
