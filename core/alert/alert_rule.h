// When a frozen stream raises an alert: three frozen samples in a row.
#ifndef RTC_VITALS_CORE_ALERT_ALERT_RULE_H_
#define RTC_VITALS_CORE_ALERT_ALERT_RULE_H_

namespace rtc_vitals {

enum class AlertChange { kNone = 0, kOpened = 1, kResolved = 2 };
enum class Picture { kUnknown = -1, kLive = 0, kFrozen = 1 };

// The rule for one stream, fed with its samples in chronological order.
//   - `frozen_to_open` frozen samples in a row open the alert, once.
//   - A live sample, or more than `max_gap_ms` between two known samples, resets the count.
//   - A live sample resolves an open alert. Silence does not: the picture may still be frozen.
//   - An unknown sample is ignored: it neither counts, nor resets, nor bridges a gap.
//   - A sample no newer than the last one is from a late batch and is ignored, unless it is older by more than `max_gap_ms`: then the clock
//     was set back.
class AlertRule {
 public:
  struct Parameters {
    int frozen_to_open = 3;      // 6 s at the default poll of 2 s: a key frame request and its answer take less
    double max_gap_ms = 10000;   // two polls at the slowest rate (5 s)
  };

  AlertRule() = default;
  explicit AlertRule(const Parameters& parameters) : parameters_(parameters) {}

  // `t`: wall clock of the sample, ms.
  AlertChange Feed(double t, Picture picture);

  // Restores an open alert that was opened at `opened_at`, ms, after a restart of the process.
  void Restore(double opened_at);

  bool is_open() const { return open_; }

 private:
  Parameters parameters_;
  double last_t_ = 0;
  bool has_last_ = false;
  int frozen_ = 0;  // in a row
  bool open_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_ALERT_ALERT_RULE_H_
