// Episodes of a call other than freezes and pauses: discards, and limits of sent video.
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
  std::string label;               // whose stream; empty: unknown
  double start = kUnknown;
  double end = kUnknown;
  double count = kUnknown;         // packets or frames discarded
  double clock_ahead_ms = 0;       // as in Finding
};

// Not in browser.wasm.
class SideNotes {
 public:
  void AddEvent(const Event& event, std::string_view label, double clock_ahead_ms = 0);
  // Whose stream it is, for the notes that were added without a label.
  void AddLabel(std::string_view stream, std::string_view label);

  const std::vector<SideNote>& notes() const { return notes_; }

  // One sentence for the limits and one for the discards, each with a leading space; empty if there are none. Times are counted from `t0`
  // (epoch ms) with steps of the clock removed. Streams are limited at the same time, so the longest total counts. Consequences of
  // `freezes` are left out: frames too late for an overloaded decoder, what either side discarded because the network failed, frames that
  // waited for a missing key frame. So are the sender's own discards and bandwidth limits if `uplink_impaired`, since the verdict then
  // describes the uplink.
  std::string Text(double t0, const std::vector<Finding>& freezes, bool uplink_impaired) const;

 private:
  std::vector<SideNote> notes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_SIDE_NOTES_H_
