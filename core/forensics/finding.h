// One thing that was found in a call, as forensics keeps it.
#ifndef RTC_VITALS_CORE_FORENSICS_FINDING_H_
#define RTC_VITALS_CORE_FORENSICS_FINDING_H_

#include <string>
#include <vector>

#include "core/base/unknown.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// A named number that speaks for a cause (evidence_list.h).
struct Fact {
  std::string name;
  double value = kUnknown;
  int decimals = 0;
};

// Made of the end of an event: a freeze, or a pause and the like. Times in epoch ms on the clock of the stats.
struct Finding {
  std::string type;    // "freeze", "paused", "source-stopped", "static"
  std::string stream;  // stats id
  std::string label;   // whose picture; empty: not told
  double start = kUnknown;
  double end = kUnknown;
  double duration_ms = kUnknown;  // of all `count` together
  int count = 1;
  std::string precision, cause, confidence;
  std::vector<Fact> evidence;
  double told = kUnknown;  // of one that is running: up to when it was seen to stand
  double clock_ahead_ms = 0;  // `start` and `end` are ahead of the clock as it ran at the first poll of the call (call_clock.h)
  bool running = false;  // it was not over when the call's last poll was made: `end` is that poll
  bool to_stream_end = false;  // it was not over when its stream ended: `end` is the last poll of that

  double Evidence(std::string_view name) const;  // unknown where it was not seen
};

// Whether it tells of a picture that stood, as a freeze or not.
bool IsOfPicture(const Event& event);
// False for an event that tells of no length: a start, what was taken back, other events.
bool FindingOf(const Event& event, std::string_view label, Finding& finding);
// The start of a freeze, as one that runs until its end comes; false for any other event.
bool RunningOf(const Event& event, std::string_view label, Finding& finding);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FINDING_H_
