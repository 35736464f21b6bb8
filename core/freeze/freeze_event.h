// A freeze, or a gap that only looks like one, as the detector reports it.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_

#include <cstdint>

#include "core/base/unknown.h"
#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

enum class Phase : std::uint8_t { kStart, kEnd };

// How precisely a freeze is located in time.
enum class Precision : std::uint8_t {
  kExact,     // to a few ms, by the frame clock
  kPoll,      // to a poll interval: there is no frame clock, or it begins where another event of the same standing picture ended
  kInterval,  // somewhere between `start` and `end`, the last frames before two polls; `duration_ms` is the total of all `count` freezes
};

const char* NameOf(Phase phase);
const char* NameOf(Precision precision);

// Times are ms on the stats' clock. An end without a start: the gap began and ended between two polls. A start may be followed by an end
// with zero duration: the supposed freeze turned out to be a pause, which then has its own start.
struct FreezeEvent {
  Phase phase = Phase::kEnd;
  GapVerdict verdict;
  Precision precision = Precision::kExact;
  double start = kUnknown;
  double end = kUnknown;          // the last poll, while it runs
  double duration_ms = kUnknown;  // so far, while it runs
  double count = 1;
  bool to_stream_end = false;     // the end of the stream ended it, not a frame
  GapEvidence evidence;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_
