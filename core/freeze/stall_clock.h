// When the last picture was decoded, where the browser has no totalInterFrameDelay: from framesDecoded alone.
#ifndef RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_
#define RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_

#include "core/base/unknown.h"

namespace rtc_vitals {

// Frames are taken to come at the usual pace: after a stall the new ones stand at the end of the interval, else at its start. Right to one poll interval
// at worst. For Firefox < 106, the callback form of getStats() and the like.
class StallClock {
 public:
  struct Parameters {
    double stood_gaps = 2;  // after so many usual gaps without a frame the picture stood
  };

  // One poll: the object's timestamp (ms), the frames decoded since the poll before, and the usual gap between frames (ms; unknown at the start).
  void Update(double timestamp, double frames, double usual_gap);

  // Time of the last frame, ms on the stats' clock; unknown before the first.
  double last_frame() const { return last_frame_; }

 private:
  double timestamp_ = kUnknown;
  double last_frame_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_STALL_CLOCK_H_
