// Helper for the tests of episodes.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_EPISODES_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_EPISODES_H_

#include "core/meter/episodes.h"

namespace rtc_vitals {

// The changes since the last call.
inline List<Episodes::Change> Take(Episodes& episodes) {
  List<Episodes::Change> changes;
  for (const Episodes::Change& change : episodes.changes()) changes.push_back(change);
  episodes.ForgetChanges();
  return changes;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_EPISODES_H_
