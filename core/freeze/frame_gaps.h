// The frames of one interval and the gaps between them, from whichever clock the browser's members allow.
#ifndef RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_
#define RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_

#include "core/freeze/frame_clock.h"
#include "core/freeze/stall_clock.h"
#include "core/freeze/video_poll.h"

namespace rtc_vitals {

// Times in ms on the stats' clock.
struct IntervalFrames {
  double frames = kUnknown;             // new ones
  double previous_frame = kUnknown;     // the last frame before the interval
  double last_frame = kUnknown;         // the last frame now
  double total_ms = kUnknown;           // from the one to the other, as the browser adds it up
  double squares_ms2 = kUnknown;        // of the gaps, added up
  double longest_ms = kUnknown;         // the longest gap between them; unknown when none came
  double sure_longest_ms = kUnknown;    // it was at least that
  double browser_freezes = kUnknown;    // growth of freezeCount and pauseCount together
  double browser_frozen_ms = kUnknown;  // and of their durations
  double browser_pauses = kUnknown;     // growth of pauseCount alone
  bool exact = false;                   // the times are by totalInterFrameDelay

  // Those after the first gap, which lasted `first_ms`.
  IntervalFrames After(double first_ms) const;
};

// Of one stream.
class FrameGaps {
 public:
  // `usual_gap` between frames and `threshold`, what a freeze lasts at least: ms.
  IntervalFrames Update(const VideoPoll& before, const VideoPoll& now, double usual_gap, double threshold);
  // The first poll of an object.
  void Start(const VideoPoll& now);

 private:
  double LastFrame() const { return IsKnown(clock_.last_frame()) ? clock_.last_frame() : stall_.last_frame(); }

  FrameClock clock_;
  double decoded_ahead_ = 0;  // frames that were decoded by the last poll, and not handed on yet
  StallClock stall_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FRAME_GAPS_H_
