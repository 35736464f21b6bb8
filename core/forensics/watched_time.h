// For how much of a call it was known whether a received picture stood, and why not for the rest.
#ifndef RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_
#define RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/unknown.h"

namespace rtc_vitals {

// What a poll showed of the time since the one before. kLeft: the far end has closed the connection, so that there is nothing to see any more.
enum class Sight : std::uint8_t { kNoVideo, kUntold, kTold, kLeft };

// Of one connection; fed with its polls in order. Times in epoch ms, on one clock.
class WatchedTime {
 public:
  struct Parameters {
    double start_ms = 15000;       // before the first picture so long a wait is how calls begin,
    double slack_ms = 5000;        // and later so much in all is what streams that come and go leave in doubt
    double named_ms = 3000;        // a shorter stretch is added up and not named
    double sparse_ms = 5000;       // an interval longer than that
    double sparse_factor = 3;      // and than so many usual ones had no polls
  };

  void AddPoll(double t, Sight sight);
  // What was between the last poll and the next did not arrive.
  void Lose() { lost_ = true; }

  // Between the polls, one after the other, until the far end left: a wall clock that was set back takes nothing away.
  double length_ms() const { return length_ms_; }
  double watched_ms() const { return watched_ms_; }
  // Nothing worth a word is missing.
  bool IsWhole() const;
  // "from 9.0 s to 46.0 s there were no polls", the longest stretches in the order of time, counted from the first poll; empty where none is long
  // enough to be named.
  std::string Gaps() const;
  // That the far end left, and between which polls: a sentence with a space before it; empty if it is there at the last poll.
  std::string LeftText() const;

 private:
  enum class Why : std::uint8_t { kNone, kNoPolls, kLost, kNoVideo, kNoPicture, kUntold };
  struct Stretch {
    double start, end;
    Why why;
  };

  Why WhyNot(double ms, Sight sight) const;
  void AddGap(double start, double end, Why why);

  double first_ = kUnknown;
  double last_ = kUnknown;
  double least_ms_ = kUnknown;  // between two polls
  double length_ms_ = 0;
  double watched_ms_ = 0;
  double start_ms_ = 0;         // before anything was told
  double left_after_ = kUnknown;  // the last poll that does not know of it; unknown if there is none
  double left_by_ = kUnknown;     // the first that knows; unknown while the far end is there
  bool lost_ = false;
  std::vector<Stretch> gaps_;   // the newest may still be short; of the others every one can be named
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_
