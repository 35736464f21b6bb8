// The frames of one interval and the gaps between them, from whichever clock the browser's members allow.
#ifndef RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_
#define RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_

#include "core/freeze/frame_clock.h"
#include "core/freeze/stall_clock.h"
#include "core/freeze/video_poll.h"

namespace rtc_vitals {

// Times in ms on the stats' clock.
struct IntervalFrames {
  double frames = kUnknown;             // new frames
  double previous_frame = kUnknown;     // the last frame before the interval
  double last_frame = kUnknown;         // the last frame now
  double total_ms = kUnknown;           // from the former to the latter, by the browser's sum if it has one
  double squares_ms2 = kUnknown;        // sum of the squared gaps
  double longest_ms = kUnknown;         // upper bound of the longest gap between them; unknown if none came
  double sure_longest_ms = kUnknown;    // its lower bound
  double browser_freezes = kUnknown;    // growth of freezeCount and pauseCount together
  double browser_frozen_ms = kUnknown;  // growth of their durations
  double browser_pauses = kUnknown;     // growth of pauseCount alone
  bool exact = false;                   // the times come from totalInterFrameDelay

  // The frames after the first gap, which lasted `first_ms`.
  IntervalFrames After(double first_ms) const;
};

// One object per stream.
class FrameGaps {
 public:
  // `usual_gap`: between frames, ms. `threshold`: minimum length of a freeze, ms.
  IntervalFrames Update(const VideoPoll& before, const VideoPoll& now, double usual_gap, double threshold);
  // Takes the first poll of an object.
  void Start(const VideoPoll& now);

 private:
  double LastFrame() const { return IsKnown(clock_.last_frame()) ? clock_.last_frame() : stall_.last_frame(); }

  FrameClock clock_;
  double decoded_ahead_ = 0;  // frames decoded by the last poll, but not handed on yet
  StallClock stall_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_
