// What else came and went in a call, beside its freezes: discards, and limits of what it sent.
#ifndef RTC_VITALS_CORE_FREEZE_SIDE_NOTES_H_
#define RTC_VITALS_CORE_FREEZE_SIDE_NOTES_H_

#include <string>
#include <vector>

#include "core/sample/event.h"

namespace rtc_vitals {

// Adds up the episodes of type `discards` and `limited` that are over. Not for the page.
class SideNotes {
 public:
  void AddEvent(const Event& event);

  // One sentence for the limits and one for the discards, each with a space before it; empty where there was nothing. Pictures are limited at the same
  // time: the longest counts.
  std::string Text() const;

 private:
  struct Note {
    std::string type, reason, unit, stream;
    double amount;  // ms of a limit; packets or frames
  };

  std::vector<Note> notes_;  // one per type, reason, unit and stream
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_SIDE_NOTES_H_
