// Steady time of a call, even if the wall clock is set meanwhile.
#ifndef RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_
#define RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_

#include <string>
#include <vector>

#include "core/base/unknown.h"
#include "core/freeze/freeze_detector.h"

namespace rtc_vitals {

// Of one connection. Stats carry wall-clock timestamps; performance.now(), if a poll has it, is monotonic. Not in browser.wasm.
class CallClock {
 public:
  struct Parameters {
    double step_ms = FreezeDetector::Parameters().clock_step_ms;  // the wall clock was set if the two advance by amounts that differ by
                                                                  // more between two polls
  };

  // The next poll: epoch ms, and performance.now(), which may be unknown.
  void Add(double t, double perf);

  // How far `t`, a wall-clock time of the call so far, is ahead of the clock as it ran at the first poll, ms.
  double AheadAt(double t) const;

  // A sentence on when the clock was set, with a leading space; empty if it was not. Times are counted from `t0`.
  std::string Text(double t0) const;

 private:
  // The polls between two clock steps. Times as the wall clock showed them.
  struct Period {
    double first, last;
    double ahead;
  };

  std::vector<Period> periods_;
  double perf_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_
