// When a frozen stream is worth waking somebody: three frozen samples in a row.
#ifndef RTC_VITALS_CORE_ALERT_ALERT_RULE_H_
#define RTC_VITALS_CORE_ALERT_ALERT_RULE_H_

namespace rtc_vitals {

enum class AlertChange { kNone = 0, kOpened = 1, kResolved = 2 };
enum class Picture { kUnknown = -1, kLive = 0, kFrozen = 1 };

// The rule for one stream, fed with its samples in the order of time.
//   - `frozen_to_open` frozen samples in a row open the alert, once.
//   - A live sample, or more than `max_gap_ms` between two samples that know the picture, starts the count anew.
//   - A live sample resolves an open alert. Silence does not: nobody knows whether the picture is back.
//   - A sample that does not know neither counts nor resets nor bridges a gap: it is as if it had not come.
//   - A sample older than the last one is a batch that came late, and ignored, unless it is older by more than the gap: then the clock was set back.
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

  // The state of an alert that was opened at `opened_at`, ms: what a process that was restarted still knows.
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
