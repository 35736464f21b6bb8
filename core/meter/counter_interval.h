// What the counters of one stats object did between two polls.
//
// The rule (W3C webrtc-stats, "Guidelines for design": averages and rates come from two reports): delta = now - before, rate = delta / the
// time between the object's own timestamps. A delta is unknown if either value is, if its counter group was reset, or if the time is not
// valid.
#ifndef RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_
#define RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_

#include "core/base/list.h"
#include "core/base/units.h"
#include "core/seam/row.h"

namespace rtc_vitals {

// When two timestamps make a valid interval.
struct IntervalParameters {
  // A longer one is a sleep or a frozen page: an average over it means nothing. The longest regular poll interval in recordings is 10 s.
  double max_ms = 30'000;
  // The stats' clock may be the wall clock, which is set now and then (libwebrtc rtc_stats_collector.cc); performance.now() is not. A clock
  // step is a difference between the two above this time and above this share of the interval.
  double clock_step_ms = 1000;
  double clock_step_share = 0.5;
};

// A view on two rows of one object. All values are unknown when default-constructed.
class CounterInterval {
 public:
  CounterInterval() = default;
  // `ms`: time between `before` and `now`, unknown if it is not valid.
  CounterInterval(Row before, Row now, double ms);

  // The same report again: it says nothing new, and nothing may be concluded from it.
  static CounterInterval Repeated();
  bool repeated() const { return repeated_; }

  bool valid() const { return IsKnown(ms_); }
  double ms() const { return ms_; }
  double seconds() const { return ms_ / kMsPerSecond; }

  // Growth of a counter; never negative, unless the member is SIGNED.
  double Delta(int member) const;
  // The same for a counter that the browser leaves out until it first counts (retransmissions, FEC): it grew from 0 then. `whole` is a
  // counter that includes it. A value above the growth of `whole` had been counted earlier and was not reported for a while: unknown.
  double DeltaFromZero(int member, int whole) const;
  // Growth per second.
  double PerSecond(int member) const { return Delta(member) / seconds(); }
  // Growth of a sum per growth of its count, e.g. seconds per frame; unknown if the count did not grow.
  double Mean(int sum, int count) const;
  // The object as a whole was reset (its kMain group fell).
  bool restarted() const { return restarted_ & 1u << stat::kMain; }
  bool Restarted(stat::Group group) const { return restarted_ & (1u << group | 1u << stat::kMain); }

 private:
  Row before_;
  Row now_;
  double ms_ = kUnknown;
  unsigned restarted_ = 0;  // bit per group
  bool repeated_ = false;
};

// Whether no counter of `now` is below its earlier value: the same object, perhaps under a new id or after an absence.
bool Continues(Row before, Row now);

// The last row of one stats object, and the interval to its next.
class CounterHistory {
 public:
  // Takes the next row of the object. `perf` is performance.now() at the poll (ms), or unknown. The interval is valid until the next call.
  // An unchanged timestamp means the same report again (libwebrtc answers from a 50 ms cache): the earlier row is kept.
  CounterInterval Advance(Row now, double perf, const IntervalParameters& parameters);
  Row last() const { return last_; }

 private:
  double ValidMs(Row now, double perf, const IntervalParameters& parameters) const;

  List<double> before_data_;
  List<double> last_data_;
  Row last_;
  double last_perf_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_
