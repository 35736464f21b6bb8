#include "core/forensics/forensics.h"

#include <algorithm>
#include <utility>

#include "core/forensics/adjoining.h"
#include "core/forensics/explanation.h"
#include "core/forensics/freeze_text.h"
#include "core/forensics/pause_text.h"
#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr double kPercent = 100;

// With times on the clock of the first poll.
std::vector<Finding> Steady(std::vector<Finding> findings) {
  for (Finding& finding : findings) {
    finding.start -= finding.clock_ahead_ms;
    finding.end -= finding.clock_ahead_ms;
  }
  return findings;
}

}  // namespace

void Forensics::AddSample(SampleKind kind, std::string_view stream, double t, std::span<const double> values) {
  if (!AnyKnown(values)) return;
  switch (kind) {
    case SampleKind::connection: return pictures_.AddConnection(values);
    case SampleKind::inboundVideo:
      frozen_samples_.Add(stream, t, SampleFrom<InboundVideoSample>(values).isFrozen);
      unsent_.AddVideo(stream, values);
      return pictures_.AddVideo(stream, values);
    case SampleKind::inboundAudio:
      unsent_.AddAudio(values);
      return pictures_.AddAudio();
    case SampleKind::outboundVideo:
    case SampleKind::outboundAudio: return uplink_.Add(kind, stream, t - clock_.AheadAt(t), values);
    default: return;
  }
}

void Forensics::AddPoll(double t) {
  unsent_.EndPoll(t);
  const Observation seen = std::max(pictures_.TakeObservation(), running_.empty() ? Observation::kNoVideo : Observation::kReported);
  polls_.Add(t - clock_.AheadAt(t), std::exchange(far_end_left_, false) ? Observation::kFarEndLeft : seen);
}

void Forensics::AddEvent(const Event& event, std::string_view label) {
  const double ahead = clock_.AheadAt(event.t);
  notes_.AddEvent(event, label, ahead);
  frozen_samples_.AddEvent(event);
  Finding finding;
  const bool starts = RunningOf(event, label, finding);
  if (starts || (event.type == "freeze" && event.phase == "end")) {
    std::erase_if(running_, [&](const Finding& running) { return running.stream == event.stream; });
  }
  if (!starts && !FindingOf(event, label, finding)) return;
  finding.clock_ahead_ms = ahead;
  (starts ? running_ : finding.type == "freeze" ? freezes_ : episodes_).push_back(std::move(finding));
}

void Forensics::AddLabel(std::string_view stream, std::string_view label) {
  for (std::vector<Finding>* findings : {&freezes_, &running_, &episodes_}) {
    for (Finding& finding : *findings) {
      if (finding.stream == stream && finding.label.empty()) finding.label = label;
    }
  }
  notes_.AddLabel(stream, label);
  frozen_samples_.AddLabel(stream, label);
}

void Forensics::AddUnfrozen(std::string_view stream, double from, double to) {
  const double middle = (from + to) / 2;
  const auto ended =
      std::find_if(running_.begin(), running_.end(), [&](const Finding& f) { return f.stream == stream && f.known_until <= middle; });
  if (ended == running_.end()) return;
  ended->running = false;
  ended->end = std::max(from, ended->known_until);
  ended->duration_ms = ended->end - ended->start;
  ended->precision = "poll";
  if (ended->duration_ms > 0) freezes_.push_back(std::move(*ended));
  running_.erase(ended);
}

std::vector<Finding> Forensics::Freezes() const {
  std::vector<Finding> all = freezes_;
  for (Finding& finding : frozen_samples_.FreezesWithoutEvent()) {
    const auto is_of = [&](const Finding& running) { return running.stream == finding.stream && running.start <= finding.end; };
    if (std::none_of(running_.begin(), running_.end(), is_of)) all.push_back(std::move(finding));
  }
  for (Finding running : running_) {
    const double last = polls_.last() + running.clock_ahead_ms;
    running.end = std::max(last, running.start);
    running.duration_ms = running.end - running.start;
    all.push_back(std::move(running));
  }
  SetAdjoining(all, episodes_);
  for (Finding& finding : all) finding.unsent_ms = unsent_.Ms(finding.stream, finding.start, finding.end);
  return all;
}

std::string Forensics::NoFreeze(const WatchedTime& watched) const {
  if (watched.watched_ms() == 0) return "It is unknown whether the video froze: " + pictures_.WhyUnknown() + ".";
  if (watched.IsComplete()) return "No freeze in " + DurationText(watched.length_ms()) + ".";
  const std::string gaps = watched.Gaps();
  return "No freeze was seen, but only " + DurationText(watched.watched_ms()) + " of " + DurationText(watched.length_ms()) +
         " was monitored" + (gaps.empty() ? "." : ": " + gaps + ".");
}

std::string Forensics::Summary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups,
                               const WatchedTime& watched) const {
  if (freezes.empty()) return NoFreeze(watched);
  double frozen = 0;
  for (const Finding& freeze : freezes) frozen += freeze.duration_ms;
  const bool is_complete = watched.IsComplete();
  const double length = is_complete ? watched.length_ms() : watched.watched_ms();
  std::string share;
  if (length > 0) {
    const double percent = kPercent * frozen / length;
    share = (percent < 1 ? " (less than 1 % of " : " (" + Fixed(std::min(percent, kPercent), 0) + " % of ") + (is_complete ? "" : "the ") +
            DurationText(length) + (is_complete ? ")" : " that were monitored)");
  }
  const std::string text = FreezeSummary(freezes, groups, share, polls_.first()) + FreezeDetails(freezes, groups, polls_.first());
  const std::string gaps = is_complete ? std::string() : watched.Gaps();
  return gaps.empty() ? text : text + " The call lasted " + DurationText(watched.length_ms()) + ": " + gaps + ".";
}

// What limits the conclusions.
std::string Forensics::Caveats(const std::vector<Finding>& freezes, const WatchedTime& watched) const {
  if (no_events_) return " Samples without events show no cause, and no freeze shorter than half the time between two samples.";
  std::vector<std::string> streams;
  for (const Finding& freeze : freezes) {
    const bool in_doubt = freeze.cause == "unknown" || freeze.confidence == "low" || pictures_.LacksLoss(freeze.stream);
    if (in_doubt && std::find(streams.begin(), streams.end(), freeze.stream) == streams.end()) streams.push_back(freeze.stream);
  }
  return (watched.watched_ms() > 0 ? pictures_.Unseen() + pictures_.ClockText() : std::string()) + pictures_.MissingText(streams);
}

std::string Forensics::Verdict(std::vector<Finding> all) const {
  if (polls_.count() < 2) return "Too short for a verdict: a single report shows no change.";
  const double first = polls_.first();
  const std::vector<Finding> freezes = Steady(std::move(all));
  const std::vector<Finding> pauses = Steady(episodes_);
  const WatchedTime watched = polls_.Watched();
  const std::string end = watched.LeftText() + clock_.Text(first);
  if (!polls_.has_video() && freezes.empty()) {
    return "No video was received on this connection." + uplink_.Text(first, true) + notes_.Text(first, {}, false) + end;
  }
  const std::vector<FreezeGroup> groups = GroupsOf(freezes);
  const std::string text = Summary(freezes, groups, watched) + PausesText(pauses, freezes, first, watched.MedianInterval()) +
                           NoNewFrameText(freezes, pauses, first) + Caveats(freezes, watched);
  // A round trip covers both directions. If a freeze already mentions that it rose, it is not mentioned again.
  const std::vector<const Finding*> explained = ExplainedOf(groups);
  const bool is_rtt_mentioned = std::any_of(explained.begin(), explained.end(), [](const Finding* f) { return RoundTripRose(*f); });
  const bool was_slow = uplink_.WasSlow() && !is_rtt_mentioned;
  const bool is_impaired = uplink_.LostMuch() || was_slow;
  return text + (is_impaired ? uplink_.Text(first, was_slow) : std::string()) + notes_.Text(first, freezes, is_impaired) + end;
}

}  // namespace rtc_vitals
