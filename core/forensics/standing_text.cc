#include "core/forensics/standing_text.h"

#include <algorithm>

#include "core/forensics/sentences.h"
#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr std::size_t kPausesNamed = 3;  // of a stream; more are added up
constexpr double kSameMs = 2;            // times are sent in whole ms

// Firefox goes on with about a frame a second of a track that is switched off (its black or last picture), or whose picture does not change.
constexpr double kRepeatLeastMs = 900;
constexpr double kRepeatMostMs = 1300;
constexpr double kRepeatGapMs = 4 * kRepeatMostMs;  // between two that were told lie some that were too short for it

const char* WhyNoFreeze(const std::string& type) {
  if (type == "static") return "static: the picture did not change, as on a shared screen";
  if (type == "source-stopped") return "source-stopped: its sound ended with it and nothing was lost, so its sender left or sends nothing any more";
  return "paused: the sender, or the server between, sent no frames while the rest of the connection was well";
}

// Pauses that are told as one.
struct Run {
  double start = 0, end = 0, duration_ms = 0;
  int pieces = 1;
  bool repeats = false;  // every piece is about a second long
};

bool IsRepeat(const Finding& f) { return f.type == "paused" && f.duration_ms >= kRepeatLeastMs && f.duration_ms <= kRepeatMostMs; }

std::vector<Run> RunsOf(const std::vector<const Finding*>& pauses) {
  std::vector<Run> runs;
  for (const Finding* pause : pauses) {
    const bool repeats = IsRepeat(*pause);
    if (!runs.empty() && repeats && runs.back().repeats && pause->start - runs.back().end <= kRepeatGapMs) {
      runs.back().end = pause->end;
      runs.back().duration_ms += pause->duration_ms;
      ++runs.back().pieces;
    } else {
      runs.push_back({pause->start, pause->end, pause->duration_ms, 1, repeats});
    }
  }
  return runs;
}

std::string Place(const Run& run, double t0) {
  if (run.pieces == 1) return "from " + PlaceText(run.start - t0) + " for " + LengthText(run.duration_ms);
  return "from " + PlaceText(run.start - t0) + " to " + PlaceText(run.end - t0);
}

std::string Places(const std::vector<Run>& runs, double t0) {
  if (runs.size() <= kPausesNamed) {
    Parts parts;
    for (const Run& run : runs) parts.Add(Place(run, t0));
    return parts.Text();
  }
  double together = 0;
  for (const Run& run : runs) together += run.duration_ms;
  const Run& longest = *std::max_element(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.duration_ms < b.duration_ms; });
  return TimesText(static_cast<double>(runs.size())) + " between " + PlaceText(runs.front().start - t0) + " and " + PlaceText(runs.back().end - t0) + ", together for " +
         LengthText(together) + ", longest " + Place(longest, t0);
}

// Of one picture and type: where it stood, and where it got a frame a second.
std::string RunsText(const std::vector<Run>& runs, const Finding& of, double t0) {
  std::vector<Run> stood, slow;
  for (const Run& run : runs) (run.pieces > 1 ? slow : stood).push_back(run);
  std::string text = " Not a freeze: ";
  if (!stood.empty()) text += "the picture of " + PictureOf(of) + " stood " + Places(stood, t0) + ", " + WhyNoFreeze(of.type);
  if (slow.empty()) return text + ".";
  text += stood.empty() ? "the sender of the picture of " + PictureOf(of) + ", or the server between, " : "; it ";
  return text + "sent about one frame a second " + Places(slow, t0) + " (a pause or a still picture in Firefox).";
}

std::string NameOfPart(const Finding& f) {
  const std::string length = LengthText(f.duration_ms) + " ";
  if (f.type != "freeze") return length + f.type;
  return length + "frozen" + (f.cause == "unknown" ? "" : " (" + f.cause + ")");
}

}  // namespace

std::string PausesText(const std::vector<Finding>& pauses, double t0) {
  std::string text;
  for (auto first = pauses.begin(); first != pauses.end(); ++first) {
    const auto is_same = [&](const Finding& f) { return f.stream == first->stream && f.type == first->type; };
    if (std::any_of(pauses.begin(), first, is_same)) continue;
    std::vector<const Finding*> same;
    for (auto pause = first; pause != pauses.end(); ++pause) {
      if (is_same(*pause)) same.push_back(&*pause);
    }
    text += RunsText(RunsOf(same), *first, t0);
  }
  return text;
}

std::string UnbrokenText(const std::vector<Finding>& freezes, const std::vector<Finding>& pauses, double t0) {
  std::vector<const Finding*> all;
  for (const std::vector<Finding>* list : {&freezes, &pauses}) {
    for (const Finding& finding : *list) {
      if (finding.precision != "interval") all.push_back(&finding);
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Finding* a, const Finding* b) { return a->stream != b->stream ? a->stream < b->stream : a->start < b->start; });
  // An event that takes over begins at a poll, and is of another kind: a frame between two gaps of one kind begins the second.
  const auto follows = [](const Finding& a, const Finding& b) {
    return a.stream == b.stream && a.type != b.type && b.precision == "poll" && std::max(a.end - b.start, b.start - a.end) <= kSameMs;
  };
  std::string text;
  for (std::size_t first = 0, next; first < all.size(); first = next) {
    Parts parts;
    parts.Add(NameOfPart(*all[first]));
    for (next = first + 1; next < all.size() && follows(*all[next - 1], *all[next]); ++next) parts.Add(NameOfPart(*all[next]));
    if (next == first + 1) continue;
    const double start = all[first]->start;
    const double end = all[next - 1]->end;
    text += " From " + PlaceText(start - t0) + " to " + PlaceText(end - t0) + " the picture of " + PictureOf(*all[first]) + " stood without a break, " + LengthText(end - start) + " in all: " +
            parts.Text() + ".";
  }
  return text;
}

}  // namespace rtc_vitals
