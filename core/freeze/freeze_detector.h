// Finds the freezes of one inbound video, while they run and after, and says what each was.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_

#include <span>

#include "core/base/list.h"
#include "core/freeze/aftermath.h"
#include "core/freeze/frame_gaps.h"
#include "core/freeze/freeze_event.h"
#include "core/freeze/gap_watch.h"
#include "core/freeze/pause_rule.h"

namespace rtc_vitals {

// What the page may set.
struct FreezeParameters {
  FreezeThreshold threshold;
  double min_pause_ms = 1000;  // shorter silences of the source are a low frame rate
  double frozen_share = 0.5;   // a sample is frozen when at least so much of its interval was
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
  struct Parameters {
    double first_gap_ms = 1000;      // counts as a freeze before there is a usual gap: the first frames of a call come unevenly
    double tell_ms = 500;            // a running gap is told when it lasted so long and its verdict is not in doubt,
    double tell_anyway_ms = 1500;    // or so long
    double sleep_ms = 5000;          // so much longer than the one before, with a gap as long in it, is one too: the machine stood, not the call
    double clock_step_ms = 1000;     // the stats' clock and performance.now() disagree by more over an absence: it was set
    double few_frames = 3;           // of so few in an interval the sums give the longest gap closely, so that it counts without the browser's count,
    double few_share = 0.85;         // when it was at least so much of the threshold for sure
    double display_ms = 25;          // frames that come faster are not seen one by one where the newest alone is shown: a display of 60 a second has no time for them
    double resume_ms = 1000;         // what a picture may need to go on after a pause: longer is a freeze
    double unshown_frames = 4;       // so many whole ones that came in a pause and were not shown end it: what follows is a freeze
    double beat_share = 0.8;         // a paused Firefox shows a frame a second, give or take so much
    double match_ms = 100;           // the browser's own duration of a gap is taken when it differs by less from ours
  };

  PictureState Update(const VideoPoll& now, const ConnectionPoll& connection, const FreezeParameters& parameters);

  // The stream left the report, or its connection was closed: what runs ends with the last poll.
  void Close();

  // The stream is not in this report. True while what a cut froze goes on all the same, since nothing arrives: Firefox makes a receiver anew when its page
  // changes what it sends, and tells of it again with its first packet. Otherwise it has to be closed.
  bool OutlastsAbsence(const ConnectionPoll& connection);

  // Of the last Update or Close.
  std::span<const FreezeEvent> events() const { return events_; }

 private:
  bool Slept(const IntervalFrames& frames, double ms) const;
  bool Continues(const VideoPoll& now) const;
  double FirstFrame(const VideoPoll& now, const ConnectionPoll& connection) const;
  PictureState Restart(const VideoPoll& now, const ConnectionPoll& connection);
  PictureState Forget(const VideoPoll& now, const ConnectionPoll& connection);
  void TakeFrames(const IntervalFrames& frames, const Interval& interval);
  double EndRunning(const IntervalFrames& frames, const Interval& interval);
  void JudgeInterval(const IntervalFrames& frames, const Interval& interval);
  void JudgeOthers(const IntervalFrames& rest, bool counted, const Interval& interval);
  bool BelievesBrowser() const;
  bool IsSureOf(const IntervalFrames& frames, double threshold) const;
  void AddUsual(const IntervalFrames& frames, double gaps, double ms);
  bool Locate(const IntervalFrames& frames, FreezeEvent& event) const;
  void WatchRunning(const Interval& interval, const VideoPoll& now, const ConnectionPoll& connection);
  GapEvidence GapFrom(double start, const Interval& interval) const;
  void GoOnAs(const GapEvidence& evidence);
  double PauseEnd(const Interval& interval) const;
  void StandUntil(double end);
  // The gap that ran spanned polls, and there are so many frames that ended gaps, and none besides.
  bool EndsLongGap(const IntervalFrames& frames, int gaps) const { return gap_.evidence.inside.ms > 0 && frames.frames == gaps; }
  // The pause that a gap of `ms` was goes on with more of that length.
  bool IsMoreOf(double ms, const IntervalFrames& rest) const {
    return gap_.verdict.kind != GapKind::kFreeze && rest.frames > 0 && rest.total_ms >= Parameters().beat_share * ms * rest.frames;
  }
  // A frame after which a paused sender may be paused on: Firefox repeats one a second.
  bool EndsPause(double frame) const { return frame - paused_until_ < Parameters().match_ms; }
  bool IsResumption() const { return after_pause_ && gap_.duration_ms < Parameters().resume_ms; }
  bool IsQuiet(const Interval& interval, const VideoPoll& now, const ConnectionPoll& connection);
  GapVerdict Judge(const GapEvidence& gap) const;
  double Threshold() const;
  void AddFrozen(double start, double end);
  void Tell(Phase phase, const FreezeEvent& event);
  void TellEnd(const FreezeEvent& event);
  void Retract();

  FreezeParameters parameters_;
  FrameGaps gaps_;
  GapWatch watch_;
  UsualGap usual_gap_;
  Aftermath aftermath_;
  VideoPoll before_;
  double perf_before_ = kUnknown;
  double interval_ms_ = kUnknown;  // the last one's length
  double frames_since_pause_ = kUnknown;  // since the last that the browser counted
  bool started_ = false;
  bool running_ = false;
  FreezeEvent gap_;           // the one that runs,
  double stands_since_ = kUnknown;  // the last frame before it
  GapEvidence quiet_;         // and of its last intervals, while in these no video came and sound did
  double paused_until_ = kUnknown;  // the frame that ended the last gap that was a pause
  bool after_pause_ = false;  // the same picture was paused before
  bool told_ = false;         // its start was told
  GapKind told_kind_ = GapKind::kFreeze;
  bool paused_ = false;       // by the page, at this poll or while the gap ran
  bool shows_newest_only_ = false;
  bool screenshare_ = false;
  double frozen_ms_ = 0;      // of this interval
  List<FreezeEvent> events_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_
