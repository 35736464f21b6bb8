#include "core/forensics/forensics.h"

#include <algorithm>
#include <utility>

#include "core/forensics/explanation.h"
#include "core/forensics/sentences.h"
#include "core/forensics/standing_text.h"
#include "core/forensics/wording.h"
#include "core/freeze/aftermath.h"

namespace rtc_vitals {
namespace {

constexpr double kPercent = 100;
constexpr std::size_t kTold = 3;  // freezes told one by one
constexpr double kRecoveryMs = Aftermath::Parameters().recovery_ms;

// The cause that most of the frozen time had.
std::string MainCause(const std::vector<Finding>& freezes) {
  std::vector<std::pair<std::string, double>> causes;
  for (const Finding& freeze : freezes) {
    auto cause = std::find_if(causes.begin(), causes.end(), [&](const auto& c) { return c.first == freeze.cause; });
    if (cause == causes.end()) cause = causes.insert(causes.end(), {freeze.cause, 0});
    cause->second += freeze.duration_ms;
  }
  return std::max_element(causes.begin(), causes.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

// It shows its cause best, and so is explained. There is one.
const Finding& LongestOf(const std::vector<const Finding*>& freezes, std::string_view cause) {
  const Finding* longest = nullptr;
  for (const Finding* freeze : freezes) {
    if (freeze->cause == cause && (!longest || freeze->duration_ms > longest->duration_ms)) longest = freeze;
  }
  return *longest;
}

// The longest, in the order of time; one of them of the main cause.
std::vector<const Finding*> GravestOf(const std::vector<Finding>& freezes) {
  std::vector<const Finding*> gravest;
  for (const Finding& freeze : freezes) gravest.push_back(&freeze);
  std::stable_sort(gravest.begin(), gravest.end(), [](const Finding* a, const Finding* b) { return a->duration_ms > b->duration_ms; });
  if (gravest.size() > kTold) {
    const std::string main = MainCause(freezes);
    const auto of_main = std::find_if(gravest.begin(), gravest.end(), [&](const Finding* f) { return f->cause == main; });
    if (of_main - gravest.begin() >= static_cast<std::ptrdiff_t>(kTold)) gravest[kTold - 1] = *of_main;
    gravest.resize(kTold);
  }
  std::stable_sort(gravest.begin(), gravest.end(), [](const Finding* a, const Finding* b) { return a->start < b->start; });
  return gravest;
}

// The freeze of the same picture and cause that ended last before it began, if that was no longer ago than a network takes to recover; else null.
const Finding* EarlierOf(const Finding& freeze, const std::vector<Finding>& freezes) {
  const Finding* earlier = nullptr;
  for (const Finding& other : freezes) {
    const double since = freeze.start - other.end;
    if (&other == &freeze || other.stream != freeze.stream || other.cause != freeze.cause || other.running || !(since >= 0) || since > kRecoveryMs) continue;
    if (!earlier || other.end > earlier->end) earlier = &other;
  }
  return earlier;
}

// Those that are not told one by one.
std::string OthersText(const std::vector<const Finding*>& told, const std::vector<Finding>& all) {
  double count = 0;
  double ms = 0;
  for (const Finding& freeze : all) count += freeze.count, ms += freeze.duration_ms;
  for (const Finding* freeze : told) count -= freeze->count, ms -= freeze->duration_ms;
  if (count < 1) return {};
  return count == 1 ? " One more lasted " + LengthText(ms) + "." : " The other " + Fixed(count, 0) + " lasted " + LengthText(ms) + " together.";
}

}  // namespace

void Forensics::AddSample(SampleKind kind, std::string_view stream, double t, std::span<const double> values) {
  if (!AnyKnown(values)) return;
  switch (kind) {
    case SampleKind::connection: return pictures_.AddConnection(values);
    case SampleKind::inboundVideo: return pictures_.AddVideo(stream, values);
    case SampleKind::inboundAudio: return pictures_.AddAudio();
    case SampleKind::outboundVideo:
    case SampleKind::outboundAudio: return way_up_.Add(kind, stream, t, values);
    default: return;
  }
}

void Forensics::AddEvent(const Event& event, std::string_view label) {
  notes_.AddEvent(event, label);
  Finding finding;
  const bool starts = RunningOf(event, label, finding);
  if (starts || (event.type == "freeze" && event.phase == "end")) {
    std::erase_if(running_, [&](const Finding& running) { return running.stream == event.stream; });
  }
  if (starts) running_.push_back(std::move(finding));
  else if (FindingOf(event, label, finding)) (finding.type == "freeze" ? freezes_ : episodes_).push_back(std::move(finding));
}

void Forensics::AddLabel(std::string_view stream, std::string_view label) {
  for (std::vector<Finding>* findings : {&freezes_, &running_, &episodes_}) {
    for (Finding& finding : *findings) {
      if (finding.stream == stream && finding.label.empty()) finding.label = label;
    }
  }
  notes_.AddLabel(stream, label);
}

void Forensics::Moved(std::string_view stream, double from, double to) {
  const double middle = (from + to) / 2;
  const auto ended = std::find_if(running_.begin(), running_.end(), [&](const Finding& f) { return f.stream == stream && f.told <= middle; });
  if (ended == running_.end()) return;
  ended->running = false;
  ended->end = std::max(from, ended->told);
  ended->duration_ms = ended->end - ended->start;
  ended->precision = "poll";
  if (ended->duration_ms > 0) freezes_.push_back(std::move(*ended));
  running_.erase(ended);
}

std::vector<Finding> Forensics::Freezes() const {
  std::vector<Finding> all = freezes_;
  for (Finding running : running_) {
    running.end = std::max(polls_.last(), running.start);
    running.duration_ms = running.end - running.start;
    all.push_back(std::move(running));
  }
  return all;
}

std::string Forensics::NoFreeze(const WatchedTime& watched) const {
  if (watched.watched_ms() == 0) return "Whether the picture stood cannot be told: " + pictures_.WhyUntold() + ".";
  if (watched.IsWhole()) return "No freeze in " + LengthText(watched.length_ms()) + ".";
  const std::string gaps = watched.Gaps();
  return "No freeze was seen, but only " + LengthText(watched.watched_ms()) + " of " + LengthText(watched.length_ms()) + " were watched" + (gaps.empty() ? "." : ": " + gaps + ".");
}

std::string Forensics::Summary(const std::vector<Finding>& freezes, const WatchedTime& watched) const {
  if (freezes.empty()) return NoFreeze(watched);
  double frozen = 0;
  double count = 0;
  for (const Finding& freeze : freezes) {
    frozen += freeze.duration_ms;
    count += freeze.count;
  }
  std::string text = (count == 1 ? "One freeze" : Fixed(count, 0) + " freezes") + " of " + LengthText(frozen);
  if (count > 1) text += " together";
  const bool is_one_cause = std::all_of(freezes.begin(), freezes.end(), [&](const Finding& f) { return f.cause == freezes[0].cause; });
  const bool is_one_picture = std::all_of(freezes.begin(), freezes.end(), [&](const Finding& f) { return f.stream == freezes[0].stream; });
  const bool is_whole = watched.IsWhole();
  const double length = is_whole ? watched.length_ms() : watched.watched_ms();
  if (length > 0 && is_one_picture) {
    const double percent = kPercent * frozen / length;
    text += (percent < 1 ? ", less than 1 % of " : ", " + Fixed(std::min(percent, kPercent), 0) + " % of ") + (is_whole ? "" : "the ") + LengthText(length) + (is_whole ? "" : " that were watched");
  }
  const std::string cause = MainCause(freezes);
  text += is_one_cause && cause == "unknown" ? "; cause unknown." : std::string("; ") + (is_one_cause ? "cause: " : "the main cause: ") + cause + ".";
  const std::string gaps = is_whole ? std::string() : watched.Gaps();
  return gaps.empty() ? text : text + " The call lasted " + LengthText(watched.length_ms()) + ": " + gaps + ".";
}

// What would have told more.
std::string Forensics::Doubts(const std::vector<Finding>& freezes, const WatchedTime& watched) const {
  std::vector<std::string> streams;
  for (const Finding& freeze : freezes) {
    const bool in_doubt = freeze.cause == "unknown" || freeze.confidence == "low" || pictures_.LacksLoss(freeze.stream);
    if (in_doubt && std::find(streams.begin(), streams.end(), freeze.stream) == streams.end()) streams.push_back(freeze.stream);
  }
  return (watched.watched_ms() > 0 ? pictures_.Unseen() + pictures_.ClockText() : std::string()) + pictures_.MissingText(streams);
}

std::string Forensics::Verdict() const {
  if (polls_.count() < 2) return "Too short to say anything: one report shows no change.";
  const double first = polls_.first();
  const std::vector<Finding> freezes = Freezes();
  if (!polls_.has_video() && freezes.empty()) return "No video was received on this connection." + way_up_.Text(first) + notes_.Text(first, {});
  const WatchedTime watched = polls_.Watched();
  std::string text = Summary(freezes, watched);
  const std::vector<const Finding*> gravest = GravestOf(freezes);
  for (const Finding* freeze : gravest) {
    text += " " + SentenceOf(*freeze, first, EarlierOf(*freeze, freezes));
    if (freeze == &LongestOf(gravest, freeze->cause)) text += ExplanationOf(*freeze);
  }
  text += OthersText(gravest, freezes);
  text += PausesText(episodes_, first) + UnbrokenText(freezes, episodes_, first) + Doubts(freezes, watched);
  // A round trip that was long in a freeze is told there: it is of both directions.
  const bool is_rtt_told = std::any_of(gravest.begin(), gravest.end(), [](const Finding* f) { return RoundTripRose(*f); });
  if (way_up_.LostMuch() || (way_up_.WasSlow() && !is_rtt_told)) text += way_up_.Text(first);
  return text + notes_.Text(first, freezes);
}

}  // namespace rtc_vitals
