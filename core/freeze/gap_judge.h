// Classifies a gap between two frames: by its evidence, by the page's hints, and by what came before it.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_
#define RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_

#include "core/freeze/aftermath.h"
#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

// One object per stream.
class GapJudge {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double match_ms = 100;  // a gap that begins this soon after a pause follows it: frame times are known to a few ms, Firefox repeats a
                            // frame
                            // once a second [neither]
  };

  // Sets what holds at this poll. Silences shorter than `min_pause_ms` are no pause.
  void BeginPoll(const PictureHints& hints, double min_pause_ms);
  bool paused() const { return hints_.paused; }
  double min_pause_ms() const { return min_pause_ms_; }

  GapVerdict Judge(const GapEvidence& gap) const;

  // Call at the end of a freeze, or of a pause that followed a freeze directly.
  void Remember(const FreezeEvent& freeze) { aftermath_.Remember(freeze); }
  // The last frame came at `frame` and ended a pause.
  void RememberPause(double frame) { paused_until_ = frame; }
  // Whether `frame` ended the last pause. The sender may still be paused: Firefox repeats one frame a second.
  bool EndsPause(double frame) const { return frame - paused_until_ < Parameters().match_ms; }

 private:
  Aftermath aftermath_;
  double paused_until_ = kUnknown;  // the frame that ended the last pause
  double min_pause_ms_ = 0;
  PictureHints hints_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_JUDGE_H_
