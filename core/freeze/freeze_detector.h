// Finds the freezes of one inbound video, while they run and after, and says what each was.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_

#include <span>

#include "core/freeze/frame_gaps.h"
#include "core/freeze/freeze_events.h"
#include "core/freeze/freeze_threshold.h"
#include "core/freeze/gap_judge.h"
#include "core/freeze/gap_watch.h"
#include "core/freeze/running_gap.h"
#include "core/freeze/usual_gap.h"

namespace rtc_vitals {

// What the page may set. In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`).
struct FreezeParameters {
  FreezeThreshold threshold;
  double min_pause_ms = 900;  // shorter silences of the source are a low frame rate. (A paused Firefox repeats a frame a second, give or take a tenth.)
                              // [half: 4 freezes missed; twice: 10 invented]
  double frozen_share = 0.5;  // a sample is frozen when at least so much of its interval was
};

// What the picture did in one interval. Unknown at a first poll, after a sleep or a restart, and where the browser tells nothing of frames.
struct PictureState {
  double frame_age_ms = kUnknown;  // of the last frame, at the poll
  double frozen_ms = kUnknown;     // of the interval
  double is_frozen = kUnknown;     // 1 or 0
};

// Fed with every poll of the stream in order. A moment is part of one event at most.
class FreezeDetector {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double first_gap_ms = 1000;   // counts as a freeze before there is a usual gap: the first frames of a call come unevenly
                                  // [neither: no recording freezes there]
    double sleep_ms = 5000;       // an interval so much longer than the one before, with a gap as long in it, is a sleep: the machine stood, not the call
                                  // [half: none; twice: 2 sleeps as freezes]
    double clock_step_ms = 1000;  // the stats' clock and performance.now() disagree by more over an absence: it was set [neither: no clock was set in one]
    double few_frames = 3;        // of so few in an interval the sums give the longest gap closely, so that it counts without the browser's count,
                                  // [half: 10 freezes missed; twice: 3 invented]
    double few_share = 0.85;      // when it was at least so much of the threshold for sure [half: 5 invented; twice, which is never: 10 missed]
    double display_ms = 25;       // frames that come faster are not seen one by one where the newest alone is shown: a display of 60 a second has no time for them
                                  // [half: 8 invented; twice: 3 missed]
  };

  PictureState Update(const VideoPoll& now, const ConnectionPoll& connection, const FreezeParameters& parameters);

  // The stream left the report, or its connection was closed: what runs ends with the last poll.
  void Close();

  // The stream is not in this report. True while what a cut froze goes on all the same, since nothing arrives: Firefox makes a receiver anew when its page
  // changes what it sends, and tells of it again with its first packet. Otherwise it has to be closed.
  bool OutlastsAbsence(const ConnectionPoll& connection);

  // Of the last Update or Close.
  std::span<const FreezeEvent> events() const { return events_.events(); }

 private:
  bool Continues(const VideoPoll& now) const;
  bool Slept(const IntervalFrames& frames, double ms) const;
  PictureState StateOf(double age) const;
  PictureState Restart(const VideoPoll& now, const ConnectionPoll& connection);
  double FirstFrame(const VideoPoll& now, const ConnectionPoll& connection) const;
  PictureState Forget(const VideoPoll& now, const ConnectionPoll& connection);
  void EndRunning(CloseReason reason);
  double Threshold() const;
  void TakeFrames(const IntervalFrames& frames, const GapScene& scene);
  void JudgeInterval(const IntervalFrames& frames, const GapScene& scene);
  void JudgeOthers(const IntervalFrames& rest, bool counted, const GapScene& scene);
  bool Locate(const IntervalFrames& frames, FreezeEvent& event) const;
  bool BelievesBrowser() const;
  bool IsSureOf(const IntervalFrames& frames, double threshold) const;
  void AddUsual(const IntervalFrames& frames, double gaps, double ms);

  FreezeParameters parameters_;
  FrameGaps gaps_;
  UsualGap usual_gap_;
  GapWatch watch_;
  GapJudge judge_;
  RunningGap running_;
  FreezeEvents events_;  // of this poll
  VideoPoll before_;
  double perf_before_ = kUnknown;
  double interval_ms_ = kUnknown;         // the last one's length
  double frames_since_pause_ = kUnknown;  // since the last that the browser counted
  bool started_ = false;
  bool shows_newest_only_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_
