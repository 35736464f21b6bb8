#include "core/freeze/side_notes.h"

#include <algorithm>

#include "core/freeze/wording.h"

namespace rtc_vitals {
namespace {

struct Words {
  std::string_view reason, unit, text;
};

// The reasons of discards.h; a limit has no unit.
constexpr Words kWords[] = {
    {"cpu", "", "the load of this device"},
    {"bandwidth", "", "the estimated bandwidth"},
    {"capture", "", "its source, which gave fewer frames"},
    {"late", "packets", "packets that came too late"},
    {"late", "frames", "frames that came too late"},
    {"lip-sync", "frames", "frames that were held for the sound"},
    {"incomplete-frame", "frames", "frames of which packets were missing"},
    {"missing-reference", "frames", "frames that could not be decoded before a key frame"},
    {"cpu-decode", "frames", "frames with which the decoder of this device did not keep up"},
    {"cpu-render", "frames", "frames that were decoded and not shown"},
    {"sender-timestamps", "frames", "frames whose timestamps do not fit the times of their sending"},
    {"encoder-drop", "frames", "frames that the encoder of this device left out"},
    {"socket-send", "packets", "packets that the socket of this device refused"},
};

std::string WordsFor(const std::string& reason, const std::string& unit) {
  const auto words = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& w) { return w.reason == reason && w.unit == unit; });
  if (words != std::end(kWords)) return std::string(words->text);
  return unit.empty() ? reason : unit + " for a reason unknown";
}

}  // namespace

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
    if (note.type == "limited") limits.Add("for " + LengthText(note.amount) + " by " + WordsFor(note.reason, note.unit));
    else discards.Add(Fixed(note.amount, 0) + " " + WordsFor(note.reason, note.unit));
  }
  std::string text;
  if (!limits.empty()) text += " The video sent from here was limited " + limits.Text() + ".";
  if (!discards.empty()) text += " Thrown away in spells: " + discards.Text() + ".";
  return text;
}

}  // namespace rtc_vitals
