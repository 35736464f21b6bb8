#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

const char* NameOf(Phase phase) { return phase == Phase::kStart ? "start" : "end"; }

const char* NameOf(Precision precision) {
  switch (precision) {
    case Precision::kExact: return "exact";
    case Precision::kPoll: return "poll";
    case Precision::kInterval: return "interval";
  }
  return "";
}

}  // namespace rtc_vitals
