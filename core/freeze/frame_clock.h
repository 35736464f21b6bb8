// Time of the last frame: totalInterFrameDelay is a clock that stops when the picture stops.
#ifndef RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_
#define RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// totalInterFrameDelay sums the gaps between delivered frames, so it is the time from the first frame to the last (W3C webrtc-stats;
// libwebrtc video_quality_observer2.cc). `timestamp - 1000 * total` is then the first frame's time plus the age of the last one. Its
// minimum over the polls that saw a new frame is the anchor. `anchor + 1000 * total` is the time of the last frame on the stats' clock,
// whether the picture moves or stands.
class FrameClock {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    int window_polls = 60;     // the anchor is the minimum of the last 30 to 60 polls with new frames: clocks drift and are set
                               // [half: one freeze invented; twice: none]
    double max_late_ms = 500;  // a frame older than the poll interval plus this: the total left out a gap, or a clock was set [neither]
  };

  // Takes one poll: the object's timestamp (ms) and totalInterFrameDelay (s; unknown if the browser has none). A total that falls was
  // reset.
  void Update(double timestamp, double total_inter_frame_delay);

  // Time of the last frame, ms on the stats' clock; unknown until the total has grown once.
  double last_frame() const { return last_frame_; }

  // True if the last poll moved the anchor: last_frame() must not be compared with its previous value.
  bool reanchored() const { return reanchored_; }

 private:
  double Anchor() const;
  void AddResidual(double residual);

  double last_frame_ = kUnknown;
  double timestamp_ = kUnknown;
  double total_ = kUnknown;
  double min_residual_ = kUnknown;         // in this half of the window
  double min_residual_before_ = kUnknown;  // in the previous half
  int polls_ = 0;                   // polls in this half
  bool reanchored_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FRAME_CLOCK_H_
