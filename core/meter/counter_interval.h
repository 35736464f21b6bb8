// What the counters of one stats object did between two polls.
//
// The rule (W3C webrtc-stats, "Guidelines for design": averages and rates come from two reports): delta = now - before, rate = delta / the time
// between the object's own timestamps. A delta is unknown when either side is, when its counter group restarted, or when the time is not sound.
#ifndef RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_
#define RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_

#include "core/base/list.h"
#include "core/base/units.h"
#include "core/seam/row.h"

namespace rtc_vitals {

// When two timestamps make an interval.
struct IntervalParameters {
  // A longer one is a sleep or a frozen page: an average over it describes nothing. The longest regular poll seen in recordings is 10 s.
  double max_ms = 30'000;
  // The clock of the stats may be the wall clock, which is set now and then (libwebrtc rtc_stats_collector.cc); performance.now() is not.
  // A step is a difference of the two over this long and over this share of the interval.
  double clock_step_ms = 1000;
  double clock_step_share = 0.5;
};

// A view on two rows of one object. Unknown throughout when default-constructed.
class CounterInterval {
 public:
  CounterInterval() = default;
  // Compares `now` with `before`; `ms` is the time between them, unknown if it is not sound.
  CounterInterval(Row before, Row now, double ms);

  // The same report once more: nothing was learnt, and nothing is to be concluded.
  static CounterInterval Repeated();
  bool repeated() const { return repeated_; }

  bool sound() const { return IsKnown(ms_); }
  double ms() const { return ms_; }
  double seconds() const { return ms_ / kMsPerSecond; }

  // Growth of a counter; never negative, unless the member is SIGNED.
  double Delta(int member) const;
  // The same for a counter that the browser leaves out until it first counts (retransmissions, FEC): it grew from 0 then. `whole` is a counter of which
  // it counts a part: what would be more than that grew had been counted before, was not told for a while, and is unknown.
  double DeltaFromZero(int member, int whole) const;
  // Growth per second.
  double PerSecond(int member) const { return Delta(member) / seconds(); }
  // Growth of a sum per growth of its count, e.g. seconds per frame; unknown while the count stands.
  double Mean(int sum, int count) const;
  // The object as a whole restarted (its kMain group fell).
  bool restarted() const { return restarted_ & 1u << stat::kMain; }
  bool Restarted(stat::Group group) const { return restarted_ & (1u << group | 1u << stat::kMain); }

 private:
  Row before_;
  Row now_;
  double ms_ = kUnknown;
  unsigned restarted_ = 0;  // bit per group
  bool repeated_ = false;
};

// Whether every counter of `now` is at least what it was: the same object, perhaps under a new id or after an absence.
bool Continues(Row before, Row now);

// The last row of one stats object, and the interval to its next.
class CounterHistory {
 public:
  // Takes the next row of the object. `perf` is performance.now() of the poll (ms), or unknown. The interval is good until the next call.
  // A timestamp that stands still is the same report once more (libwebrtc answers from a 50 ms cache): nothing is learnt, the earlier row stays.
  CounterInterval Advance(Row now, double perf, const IntervalParameters& parameters);
  Row last() const { return last_; }

 private:
  double SoundMs(Row now, double perf, const IntervalParameters& parameters) const;

  List<double> before_data_;
  List<double> last_data_;
  Row last_;
  double last_perf_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_COUNTER_INTERVAL_H_
