// Time of the last decoded frame, from framesDecoded alone: for browsers without totalInterFrameDelay.
#ifndef RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_
#define RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Assumes that frames come at the usual pace: after a stall the new ones are placed at the end of the interval, otherwise at its start. The
// error is at most one poll interval. For Firefox < 106, the callback form of getStats() and the like.
class StallClock {
 public:
  struct Parameters {
    double stall_gaps = 2;  // this many usual gaps without a frame: the picture stood
  };

  // Takes one poll: the object's timestamp (ms), the frames decoded since the previous poll, and the usual gap between frames (ms; unknown
  // at the start).
  void Update(double timestamp, double frames, double usual_gap);

  // Time of the last frame, ms on the stats' clock; unknown before the first.
  double last_frame() const { return last_frame_; }

 private:
  double timestamp_ = kUnknown;
  double last_frame_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_
