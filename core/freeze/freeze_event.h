// A freeze, or what only looks like one, as the detector reports it.
#ifndef RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_
#define RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_

#include <cstdint>

#include "core/base/unknown.h"
#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

enum class Phase : std::uint8_t { kStart, kEnd };

// How well the place of a freeze on the time line is known.
enum class Precision : std::uint8_t {
  kExact,     // by the frame clock: to a few ms
  kPoll,      // to a poll interval: there is no frame clock, or another event of the same picture ended where it begins
  kInterval,  // somewhere between `start` and `end`, the last frames before two polls; `duration_ms` is what all `count` freezes lasted together
};

const char* NameOf(Phase phase);
const char* NameOf(Precision precision);

// Times are ms on the stats' clock. An end without a start was a gap that began and ended between two polls. A start may be followed by an end of no
// length: what looked like a freeze turned out to be a pause, which then has its own start.
struct FreezeEvent {
  Phase phase = Phase::kEnd;
  GapVerdict verdict;
  Precision precision = Precision::kExact;
  double start = kUnknown;
  double end = kUnknown;          // the poll, while it runs
  double duration_ms = kUnknown;  // so far, while it runs
  int count = 1;
  bool to_stream_end = false;     // no frame ended it: the stream did
  GapEvidence evidence;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_FREEZE_EVENT_H_
