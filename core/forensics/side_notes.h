// What else came and went in a call, beside its freezes: discards, and limits of what it sent.
#ifndef RTC_VITALS_CORE_FORENSICS_SIDE_NOTES_H_
#define RTC_VITALS_CORE_FORENSICS_SIDE_NOTES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/forensics/finding.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// One episode of type `discards` or `limited` that is over. Times in epoch ms.
struct SideNote {
  std::string type, reason, unit;  // a limit has no unit
  std::string stream;              // stats id; empty: the connection
  std::string label;               // whose; empty: not told
  double start = kUnknown;
  double end = kUnknown;
  double count = kUnknown;         // packets or frames thrown away
  double clock_ahead_ms = 0;       // as of a Finding
};

// Not for the page.
class SideNotes {
 public:
  void AddEvent(const Event& event, std::string_view label, double clock_ahead_ms = 0);
  // Whose `stream` is, for the notes that were added without a label.
  void AddLabel(std::string_view stream, std::string_view label);

  const std::vector<SideNote>& notes() const { return notes_; }

  // One sentence for the limits and one for the discards, each with a space before it; empty where there was nothing. Times are counted from `t0`, epoch
  // ms, and without what the clock was set. Pictures are limited at the same time: the longest counts. What follows from what one of `freezes` tells anyway
  // is left out: frames that came too late for a decoder that was overloaded, what a network that failed made either side throw away, frames that waited for
  // a missing key frame. So is what the sender did not send, where it is told that the way up suffers.
  std::string Text(double t0, const std::vector<Finding>& freezes, bool way_up_suffers) const;

 private:
  std::vector<SideNote> notes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_SIDE_NOTES_H_
