// When the last picture was shown: totalInterFrameDelay is a clock that stands when the picture stands.
#ifndef RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_
#define RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// totalInterFrameDelay sums the gaps between delivered frames, so it is the time of the last frame less that of the first one (W3C webrtc-stats;
// libwebrtc video_quality_observer2.cc). `timestamp - 1000 * total` is then the first frame's time plus the last one's age: its least value over the
// polls that saw a new frame is the anchor, and `anchor + 1000 * total` the time of the last frame, on the clock of the stats, whether the picture
// runs or stands.
class FrameClock {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    int window_polls = 60;     // the anchor is the least of the last 30 to 60 live polls: clocks drift and are set [half: one freeze invented; twice: none]
    double max_late_ms = 500;  // a frame older than the poll interval plus this means a gap that the total left out, or a clock that was set [neither]
  };

  // One poll: the object's timestamp (ms) and totalInterFrameDelay (s; unknown where the browser has none). A total that fell was restarted.
  void Update(double timestamp, double total_inter_frame_delay);

  // Time of the last frame, ms on the stats' clock; unknown until the total was seen to grow.
  double last_frame() const { return last_frame_; }

  // True if the anchor jumped at the last poll: last_frame() must not be compared with the one before.
  bool reanchored() const { return reanchored_; }

 private:
  double Anchor() const;
  void AddResidual(double residual);

  double last_frame_ = kUnknown;
  double timestamp_ = kUnknown;
  double total_ = kUnknown;
  double least_ = kUnknown;         // of the residuals in this half of the window
  double least_before_ = kUnknown;  // in the half before
  int polls_ = 0;                   // in this half
  bool reanchored_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_
