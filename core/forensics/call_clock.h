// The time of a call, whatever is done to the wall clock meanwhile.
#ifndef RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_
#define RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_

#include <string>
#include <vector>

#include "core/base/unknown.h"
#include "core/freeze/freeze_detector.h"

namespace rtc_vitals {

// Of one connection. The stats are stamped by the wall clock; performance.now() goes on evenly, where a poll has it. Not for the page.
class CallClock {
 public:
  struct Parameters {
    double step_ms = FreezeDetector::Parameters().clock_step_ms;  // the two disagree by more from one poll to the next: the wall clock was set
  };

  // The next poll: epoch ms, and performance.now(), which may be unknown.
  void Add(double t, double perf);

  // By how much a time that was read by now is ahead of the clock as it ran at the first poll, ms.
  double AheadAt(double t) const;

  // That the clock was set, in a sentence with a space before it; empty if it was not. Times are counted from `t0`.
  std::string Text(double t0) const;

 private:
  // Between two times that the clock was set. Times as it showed them.
  struct Stretch {
    double first, last;
    double ahead;
  };

  std::vector<Stretch> stretches_;
  double perf_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_CALL_CLOCK_H_
