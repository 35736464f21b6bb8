#include "core/freeze/side_notes.h"

#include <algorithm>

#include "core/freeze/wording.h"

namespace rtc_vitals {
void SideNotes::AddEvent(const Event& event) {
  if (event.phase != "end" || (event.type != "discards" && event.type != "limited")) return;
  const bool limited = event.type == "limited";
  Note note{std::string(event.type), std::string(TextOf(event, "reason")), std::string(TextOf(event, "unit")), event.stream, NumberOf(event, limited ? "durationMs" : "count")};
  if (!(note.amount > 0) || note.reason.empty()) return;
  for (Note& known : notes_) {
    if (known.type != note.type || known.reason != note.reason || known.unit != note.unit || known.stream != note.stream) continue;
    known.amount += note.amount;
    return;
  }
  notes_.push_back(std::move(note));
}

std::string SideNotes::Text() const {
  std::vector<Note> told;  // over all streams
  for (const Note& note : notes_) {
    const auto same = std::find_if(told.begin(), told.end(), [&](const Note& n) { return n.type == note.type && n.reason == note.reason && n.unit == note.unit; });
    if (same == told.end()) told.push_back(note);
    else same->amount = note.unit.empty() ? std::max(same->amount, note.amount) : same->amount + note.amount;
  }
  Parts limits, discards;
  for (const Note& note : told) {
    if (note.type == "limited") limits.Add("by " + note.reason + " for " + LengthText(note.amount));
    else discards.Add(Fixed(note.amount, 0) + " " + note.unit + " (" + note.reason + ")");
  }
  std::string text;
  if (!limits.empty()) text += " What was sent from here was limited " + limits.Text() + ".";
  if (!discards.empty()) text += " Discarded in spells: " + discards.Text() + ".";
  return text;
}

}  // namespace rtc_vitals
