#include "core/forensics/side_notes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

struct Words {
  std::string_view reason, unit, text;
};

// The reasons of discards.h; a limit has no unit.
constexpr Words kWords[] = {
    {"cpu", "", "CPU load on this device"},
    {"bandwidth", "", "the bandwidth, estimated or set by the page"},
    {"capture", "", "its source, which delivered fewer frames or was asked for fewer"},
    {"late", "packets", "packets that arrived too late or overflowed the jitter buffer"},
    {"late", "frames", "frames that arrived too late"},
    {"lip-sync", "frames", "frames that were held back to keep video and audio in sync"},
    {"incomplete-frame", "frames", "frames with missing packets"},
    {"missing-reference", "frames", "frames that could not be decoded before the next key frame"},
    {"cpu-decode", "frames", "frames that this device's decoder could not keep up with"},
    {"cpu-render", "frames", "frames that were decoded but not rendered"},
    {"sender-timestamps", "frames", "frames whose timestamps do not match when they were sent"},
    {"encoder-drop", "frames", "frames that were captured but not encoded"},
    {"socket-send", "packets", "packets that this device's socket rejected"},
};

std::string WordsFor(const std::string& reason, const std::string& unit) {
  const auto words =
      std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& w) { return w.reason == reason && w.unit == unit; });
  if (words != std::end(kWords)) return std::string(words->text);
  return unit.empty() ? reason : unit + " for an unknown reason";
}

constexpr double kAfterMs = 3000;  // counters lag a poll or two behind their cause

// Reported together: all notes of one type, reason and unit.
struct NoteGroup {
  const SideNote* first = nullptr;
  double start = 0, end = 0;
  double notes = 0;
  double count = 0;
  std::map<std::string, double> streams;  // total duration by stream, ms

  void Add(const SideNote& note) {
    if (!first) first = &note, start = note.start, end = note.end;
    start = std::min(start, note.start);
    end = std::max(end, note.end);
    count += KnownOr(note.count, 0);
    ++notes;
    streams[note.stream] += note.end - note.start;
  }

  double LongestMs() const {
    return std::max_element(streams.begin(), streams.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->second;
  }

  std::string Whose() const {
    if (!first->label.empty()) return first->label;
    return first->stream.empty() ? "the connection" : "stream " + first->stream;
  }

  // "stream V, from 3.0 s to 5.0 s"
  std::string Where(double t0) const {
    const std::string who = streams.size() == 1 ? Whose() : Fixed(static_cast<double>(streams.size()), 0) + " streams";
    if (notes == 1) return who + ", from " + PositionText(start - t0) + " to " + PositionText(end - t0);
    return who + ", " + TimesText(notes) + " between " + PositionText(start - t0) + " and " + PositionText(end - t0);
  }
};

bool IsUplink(const SideNote& note) { return note.reason == "encoder-drop" || note.reason == "socket-send" || note.reason == "bandwidth"; }

// Whether the freeze's cause explains the note. A network failure also explains notes of the uplink, since it is seldom limited to one
// direction.
bool Follows(const SideNote& note, const Finding& f) {
  if (note.start > f.end + kAfterMs || f.start > note.end) return false;
  if (IsOfNetwork(f) && IsUplink(note)) return true;
  if (note.stream != f.stream) return false;
  if (f.cause == "decoder-overload") {
    return note.unit == "frames" && note.reason != "missing-reference" && note.reason != "incomplete-frame";
  }
  if (f.cause == "keyframe-starvation" || f.cause == "decoder-failure") {
    return note.reason == "missing-reference" || note.reason == "incomplete-frame";
  }
  return IsOfNetwork(f) && (note.reason == "incomplete-frame" || note.reason == "missing-reference" || note.reason == "late");
}

bool FollowsAny(const SideNote& note, const std::vector<Finding>& freezes) {
  return std::any_of(freezes.begin(), freezes.end(), [&](const Finding& f) { return Follows(note, f); });
}

}  // namespace

void SideNotes::AddEvent(const Event& event, std::string_view label, double clock_ahead_ms) {
  if (event.phase != "end" || (event.type != "discards" && event.type != "limited")) return;
  const double ms = NumberOf(event, "durationMs");
  SideNote note{std::string(event.type),
                std::string(TextOf(event, "reason")),
                std::string(TextOf(event, "unit")),
                event.stream,
                std::string(label),
                event.t - ms,
                event.t,
                NumberOf(event, "count"),
                clock_ahead_ms};
  const double amount = note.type == "limited" ? ms : note.count;
  if (amount > 0 && ms >= 0 && !note.reason.empty()) notes_.push_back(std::move(note));
}

void SideNotes::AddLabel(std::string_view stream, std::string_view label) {
  for (SideNote& note : notes_) {
    if (note.stream == stream && note.label.empty()) note.label = label;
  }
}

std::string SideNotes::Text(double t0, const std::vector<Finding>& freezes, bool uplink_impaired) const {
  std::vector<SideNote> steady = notes_;
  std::vector<NoteGroup> groups;
  for (SideNote& note : steady) {
    note.start -= note.clock_ahead_ms;
    note.end -= note.clock_ahead_ms;
    if (FollowsAny(note, freezes) || (uplink_impaired && IsUplink(note))) continue;
    auto same = std::find_if(groups.begin(), groups.end(), [&](const NoteGroup& g) {
      return g.first->type == note.type && g.first->reason == note.reason && g.first->unit == note.unit;
    });
    if (same == groups.end()) same = groups.insert(groups.end(), NoteGroup());
    same->Add(note);
  }
  Parts limits, discards;
  for (const NoteGroup& group : groups) {
    const std::string words = WordsFor(group.first->reason, group.first->unit) + " (" + group.Where(t0) + ")";
    if (group.first->type == "limited") limits.Add("for " + DurationText(group.LongestMs()) + " by " + words);
    else discards.Add(Fixed(group.count, 0) + " " + words);
  }
  std::string text;
  if (!limits.empty()) text += " The video sent from this device was limited " + limits.Text() + ".";
  if (!discards.empty()) text += " Discarded: " + discards.Text() + ".";
  return text;
}

}  // namespace rtc_vitals
