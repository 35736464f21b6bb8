// Finds the freezes of one inbound video, while they run and afterwards, and classifies them.
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

// Values that the page may set. In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value.
struct FreezeParameters {
  FreezeThreshold threshold;
  double min_pause_ms = 900;  // shorter silences of the source are a low frame rate. (A paused Firefox repeats one frame a second, give or
                              // take 0.1 s.)
                              // [half: 4 freezes missed; twice: 10 invented]
  double frozen_share = 0.5;  // a sample is frozen if at least this share of its interval was
};

// State of the picture over one interval. Unknown at the first poll, after a sleep or a restart, and if the browser reports no frames.
struct PictureState {
  double frame_age_ms = kUnknown;  // age of the last frame at the poll
  double frozen_ms = kUnknown;     // in the interval
  double is_frozen = kUnknown;     // 1 or 0
};

// Takes every poll of one stream in order. A moment belongs to at most one event.
class FreezeDetector {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double first_gap_ms = 1000;   // counts as a freeze until the usual gap is known: the first frames of a call come unevenly
                                  // [neither: no recording freezes there]
    double sleep_ms = 5000;       // an interval this much longer than the previous one, with a gap as long in it, is a sleep: the machine
                                  // stood, not the call
                                  // [half: none; twice: 2 sleeps as freezes]
    double awake_share = 0.5;     // unless at least this share of the previous interval's bitrate was sent: a machine that sleeps sends
                                  // nothing (0.04 over a recorded sleep of 10 s; over 7 polls left out of the recordings 0.58 and more
                                  // in 95 % of the cases)
    double clock_step_ms = 1000;  // over an absence the stats' clock and performance.now() differ by more: one was set
                                  // [neither: none was set in one]
    double few_frames = 3;        // with this few in an interval the sums bound the longest gap closely: it counts without the browser's
                                  // count,
                                  // [half: 10 freezes missed; twice: 3 invented]
    double few_share = 0.85;      // if its lower bound reaches this share of the threshold
                                  // [half: 5 invented; twice, which it never does: 10 missed]
    double display_ms = 25;       // frames that come faster are not seen one by one if only the newest is shown: a 60 Hz display has no
                                  // time for them
                                  // [half: 8 invented; twice: 3 missed]
    double burst_share = 0.7;     // of the others are seen at least, however unevenly they come
                                  // [half: 7 missed, 12 fewer invented; twice, as if all were seen: 11 invented]
  };

  PictureState Update(const VideoPoll& now, const ConnectionPoll& connection, const FreezeParameters& parameters);

  // The stream left the report, or its connection was closed: a running gap ends at the last poll.
  void Close();

  // Call if the stream is missing from this report. True while a freeze caused by a cut goes on because nothing arrives: Firefox recreates
  // a receiver when its page changes what it sends, and reports it again with its first packet. If false, the stream has to be closed.
  bool OutlastsAbsence(const ConnectionPoll& connection);

  // Events of the last Update or Close.
  std::span<const FreezeEvent> events() const { return events_.events(); }

 private:
  bool Continues(const VideoPoll& now) const;
  bool Slept(const IntervalFrames& frames, double ms, double send_bitrate) const;
  PictureState StateOf(double age) const;
  PictureState Restart(const VideoPoll& now, const ConnectionPoll& connection);
  double FirstFrame(const VideoPoll& now, const ConnectionPoll& connection) const;
  PictureState Reset(const VideoPoll& now);
  void EndRunning(CloseReason reason);
  double Threshold() const;
  void TakeFrames(const IntervalFrames& frames, const GapScene& scene);
  void JudgeInterval(const IntervalFrames& frames, const GapScene& scene);
  void JudgeOthers(const IntervalFrames& rest, bool counted, const GapScene& scene);
  bool Locate(const IntervalFrames& frames, FreezeEvent& event) const;
  bool TrustsBrowser() const;
  bool IsSureOf(const IntervalFrames& frames, double threshold) const;
  void AddUsual(const IntervalFrames& frames, double gaps, double ms);
  double ShownGaps(double gaps, double ms, double squares_ms2) const;

  FreezeParameters parameters_;
  FrameGaps gaps_;
  UsualGap usual_gap_;
  GapWatch watch_;
  GapJudge judge_;
  RunningGap running_;
  FreezeEvents events_;  // of this poll
  VideoPoll before_;
  double perf_before_ = kUnknown;
  double interval_ms_ = kUnknown;         // length of the last interval
  double send_bitrate_ = kUnknown;        // of the last interval
  double frames_since_pause_ = kUnknown;  // since the last pause that the browser counted
  bool started_ = false;
  bool shows_newest_only_ = false;
  bool paused_ = false;  // the sender paused when this interval began, or within it
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_DETECTOR_H_
