// The alert rules of many streams.
#ifndef RTC_VITALS_CORE_ALERT_ALERT_BOOK_H_
#define RTC_VITALS_CORE_ALERT_ALERT_BOOK_H_

#include <string>
#include <unordered_map>

#include "core/alert/alert_rule.h"

namespace rtc_vitals {

// One AlertRule per key, created when the key is first fed. The caller chooses the keys and must Forget() those of streams that are over,
// or the book grows.
class AlertBook {
 public:
  AlertChange Feed(const std::string& key, double t, Picture picture) { return rules_[key].Feed(t, picture); }
  void Restore(const std::string& key, double opened_at) { rules_[key].Restore(opened_at); }
  void Forget(const std::string& key) { rules_.erase(key); }
  size_t size() const { return rules_.size(); }

 private:
  std::unordered_map<std::string, AlertRule> rules_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_ALERT_ALERT_BOOK_H_
