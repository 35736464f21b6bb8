#include "core/forensics/pause_text.h"

#include <algorithm>

#include "core/forensics/sentences.h"
#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr std::size_t kPausesNamed = 3;  // per stream; more are summed up
constexpr double kSameMs = 2;            // times are sent in whole ms

// Firefox keeps sending about one frame a second of a disabled track (black or the last picture) and of a picture that does not change.
constexpr double kMinRepeatMs = 900;

constexpr std::size_t kChains = 2;       // how many are reported, longest first

const char* WhyNoFreeze(const std::string& type) {
  if (type == "static") return "the picture did not change, as in a screen share";
  if (type == "source-stopped") return "its audio ended with it and nothing was lost, so its sender left or stopped sending";
  return "the sender, or the server in between, sent no frames";
}

bool AreOfOnePicture(const std::vector<Finding>& some, const std::vector<Finding>& others) {
  if (some.empty() || others.empty()) return false;
  const auto is_it = [&](const Finding& f) { return f.stream == some[0].stream; };
  return std::all_of(some.begin(), some.end(), is_it) && std::all_of(others.begin(), others.end(), is_it);
}

// Pauses that are reported as one.
struct Run {
  double start = 0, end = 0, duration_ms = 0;
  int pieces = 1;
  bool repeats = false;  // every piece is about a second long
};

bool IsRepeat(const Finding& f) { return f.type == "paused" && f.duration_ms >= kMinRepeatMs && f.duration_ms <= kMaxRepeatMs; }

// Of the pauses that end within one poll, one may not be reported: there may be a poll and a pause between those that were.
std::vector<Run> RunsOf(const std::vector<const Finding*>& pauses, double poll_ms) {
  std::vector<Run> runs;
  for (const Finding* pause : pauses) {
    const bool repeats = IsRepeat(*pause);
    if (!runs.empty() && repeats && runs.back().repeats && pause->start - runs.back().end <= poll_ms + kMaxRepeatMs) {
      runs.back().end = pause->end;
      runs.back().duration_ms += pause->duration_ms;
      ++runs.back().pieces;
    } else {
      runs.push_back({pause->start, pause->end, pause->duration_ms, 1, repeats});
    }
  }
  return runs;
}

std::string RunText(const Run& run, double t0) {
  if (run.pieces == 1) return "at " + PositionText(run.start - t0) + " for " + DurationText(run.duration_ms);
  return "from " + PositionText(run.start - t0) + " to " + PositionText(run.end - t0);
}

std::string RunsText(const std::vector<Run>& runs, double t0) {
  if (runs.size() <= kPausesNamed) {
    Parts parts;
    for (const Run& run : runs) parts.Add(RunText(run, t0));
    return parts.Text();
  }
  double total_ms = 0;
  for (const Run& run : runs) total_ms += run.duration_ms;
  const Run& longest =
      *std::max_element(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.duration_ms < b.duration_ms; });
  return TimesText(static_cast<double>(runs.size())) + " between " + PositionText(runs.front().start - t0) + " and " +
         PositionText(runs.back().end - t0) + ", " + DurationText(total_ms) + " in total, longest " + RunText(longest, t0);
}

std::string NamedRuns(const std::string& picture, const std::vector<Run>& runs, double t0) {
  const char* const separator = picture.empty() ? "" : runs.size() <= kPausesNamed ? " " : ", ";
  return picture + separator + RunsText(runs, t0);
}

// For one picture and type: when it stood still, and when it got one frame a second. `picture`: its name; empty: known already.
void AddRuns(const std::vector<Run>& runs, const std::string& picture, double t0, Parts& stood, Parts& slow) {
  std::vector<Run> whole, repeated;
  for (const Run& run : runs) (run.pieces > 1 ? repeated : whole).push_back(run);
  if (!whole.empty()) stood.Add(NamedRuns(picture, whole, t0));
  if (!repeated.empty()) slow.Add(NamedRuns(picture, repeated, t0));
}

// From one finding to another without a frame in between.
struct Chain {
  const Finding* first;
  const Finding* last;
  double ms() const { return last->end - first->start; }
};

std::string ChainText(const Chain& chain, bool is_named, double t0) {
  return (is_named ? "" : PictureOf(*chain.first) + " ") + "from " + PositionText(chain.first->start - t0) + " to " +
         PositionText(chain.last->end - t0) + " (" + DurationText(chain.ms()) + ")";
}

}  // namespace

std::string PausesText(const std::vector<Finding>& pauses, const std::vector<Finding>& freezes, double t0, double poll_ms) {
  const bool is_named = AreOfOnePicture(pauses, freezes);
  std::string text;
  for (const char* type : {"paused", "source-stopped", "static"}) {
    Parts stood, slow;
    for (auto first = pauses.begin(); first != pauses.end(); ++first) {
      const auto is_same = [&](const Finding& f) { return f.stream == first->stream && f.type == first->type; };
      if (first->type != type || std::any_of(pauses.begin(), first, is_same)) continue;
      std::vector<const Finding*> same;
      for (auto pause = first; pause != pauses.end(); ++pause) {
        if (is_same(*pause)) same.push_back(&*pause);
      }
      AddRuns(RunsOf(same, poll_ms), is_named ? std::string() : PictureOf(*first), t0, stood, slow);
    }
    if (!stood.empty()) text += " Not frozen but " + std::string(type) + ": " + stood.Text() + " (" + WhyNoFreeze(type) + ").";
    if (!slow.empty()) {
      text += " Not frozen but at about one frame per second: " + slow.Text() +
              " (what Firefox sends for a paused or unchanging picture; a source that is so slow looks the same).";
    }
  }
  return text;
}

std::string NoNewFrameText(const std::vector<Finding>& freezes, const std::vector<Finding>& pauses, double t0) {
  std::vector<const Finding*> all;
  for (const std::vector<Finding>* list : {&freezes, &pauses}) {
    for (const Finding& finding : *list) {
      if (finding.precision != "interval") all.push_back(&finding);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Finding* a, const Finding* b) { return a->stream != b->stream ? a->stream < b->stream : a->start < b->start; });
  // An event that takes over from another begins at a poll and has another type. Between two gaps of one type there is a frame, which
  // begins the second.
  const auto follows = [](const Finding& a, const Finding& b) {
    return a.stream == b.stream && a.type != b.type && b.precision == "poll" && std::max(a.end - b.start, b.start - a.end) <= kSameMs;
  };
  std::vector<Chain> chains;
  for (std::size_t first = 0, next; first < all.size(); first = next) {
    for (next = first + 1; next < all.size() && follows(*all[next - 1], *all[next]);) ++next;
    if (next > first + 1) chains.push_back({all[first], all[next - 1]});
  }
  std::stable_sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) { return a.ms() > b.ms(); });
  if (chains.size() > kChains) chains.resize(kChains);
  std::stable_sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) { return a.first->start < b.first->start; });
  Parts parts;
  for (const Chain& chain : chains) parts.Add(ChainText(chain, AreOfOnePicture(pauses, freezes), t0));
  return parts.empty() ? "" : " No new frame was shown: " + parts.Text() + ".";
}

}  // namespace rtc_vitals
