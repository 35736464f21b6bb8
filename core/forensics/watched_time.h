// For how much of a call it was known whether a received picture stood still, and why not for the rest.
#ifndef RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_
#define RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/base/unknown.h"

namespace rtc_vitals {

// What a poll showed about the time since the previous poll, in ascending order. kReported: whether a picture was frozen. kFarEndLeft: the
// far end has closed the connection, so nothing is left to watch.
enum class Observation : std::uint8_t { kNoVideo, kNotReported, kReported, kFarEndLeft };

// Of one connection, fed with its polls in order. Times in epoch ms on one clock.
class WatchedTime {
 public:
  struct Parameters {
    double start_ms = 15000;       // waiting this long for the first picture is normal
    double slack_ms = 5000;        // total of later gaps that is tolerated: streams come and go
    double named_ms = 3000;        // a shorter gap counts but is not named
    double sparse_ms = 5000;       // there were no polls in an interval longer than this
    double sparse_factor = 3;      // and longer than this many times the median interval so far
  };

  void AddPoll(double t, Observation observation);
  // Data between the last poll and the next was lost.
  void MarkLost() { lost_ = true; }

  // Sum of the intervals between polls until the far end left. An interval in which the wall clock was set back adds nothing.
  double length_ms() const { return length_ms_; }
  double watched_ms() const { return watched_ms_; }
  double MedianInterval() const;  // between polls, ms; unknown before the second poll
  // Nothing worth mentioning is missing.
  bool IsComplete() const;
  // "from 9.0 s to 46.0 s there were no polls": the longest gaps in chronological order, with times counted from the first poll. Empty if
  // none is long enough to be named.
  std::string Gaps() const;
  // A sentence, with a leading space, that the far end left and between which polls; empty if it was still there at the last poll.
  std::string LeftText() const;

 private:
  enum class GapReason : std::uint8_t { kNone, kNoPolls, kLost, kNoVideo, kNoPicture, kNotReported };
  struct Gap {
    double start, end;
    GapReason reason;
  };

  GapReason ReasonFor(double ms, Observation observation) const;
  void AddGap(double start, double end, GapReason reason);

  double first_ = kUnknown;
  double last_ = kUnknown;
  std::map<double, std::int64_t> intervals_;  // how many there were between polls, by their length in whole ms
  double length_ms_ = 0;
  double watched_ms_ = 0;
  double start_ms_ = 0;         // unwatched time before the first kReported, gaps without polls excluded
  double left_after_ = kUnknown;  // the last poll before the far end left; unknown if there is none
  double left_by_ = kUnknown;     // the first poll after it left; unknown while it is there
  bool lost_ = false;
  std::vector<Gap> gaps_;   // the newest may still be shorter than named_ms, the others are not
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WATCHED_TIME_H_
