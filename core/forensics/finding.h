// A freeze or pause found in a call.
#ifndef RTC_VITALS_CORE_FORENSICS_FINDING_H_
#define RTC_VITALS_CORE_FORENSICS_FINDING_H_

#include <string>
#include <vector>

#include "core/base/unknown.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// A named number that supports a cause (evidence_list.h).
struct Fact {
  std::string name;
  double value = kUnknown;
  int decimals = 0;
};

// Made from the event that ends a freeze, a pause or the like. Times in epoch ms on the clock of the stats.
struct Finding {
  std::string type;    // "freeze", "paused", "source-stopped", "static"
  std::string stream;  // stats id
  std::string label;   // whose picture; empty: unknown
  double start = kUnknown;
  double end = kUnknown;
  double duration_ms = kUnknown;  // of all `count` together
  int count = 1;
  std::string precision, cause, confidence;
  std::vector<Fact> evidence;
  double known_until = kUnknown;  // of a running one: until when the picture is known to have stood still
  double clock_ahead_ms = 0;  // how far `start` and `end` are ahead of the clock at the call's first poll (call_clock.h)
  std::string cause_before, cause_after;  // of what stopped the same picture right before and right after (adjoining.h); empty: nothing did
  double unsent_ms = 0;  // of its time in which no video was sent to this receiver (unsent_video.h)
  bool running = false;  // not over at the call's last poll: `end` is that poll
  bool to_stream_end = false;  // not over when its stream ended: `end` is the stream's last poll

  double Evidence(std::string_view name) const;  // unknown if absent
};

// Whether the event is about a picture that stood still: a freeze, a pause or the like.
bool IsOfPicture(const Event& event);
// Whether it is a cause in the network that loses packets. Jitter does not, and may come from a busy device.
bool LosesPackets(std::string_view cause);
// Whether its cause is in the network.
bool IsOfNetwork(const Finding& finding);
// Whether its end was seen.
bool IsOver(const Finding& finding);
// False for an event without a duration: a start, a retraction, any other event.
bool FindingOf(const Event& event, std::string_view label, Finding& finding);
// Makes a running finding from the start of a freeze; false for any other event.
bool RunningOf(const Event& event, std::string_view label, Finding& finding);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FINDING_H_
