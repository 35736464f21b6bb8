#include "core/forensics/watched_time.h"

#include <algorithm>
#include <cmath>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr WatchedTime::Parameters kParameters;
constexpr std::size_t kNamed = 3;

}  // namespace

void WatchedTime::AddPoll(double t, Observation observation) {
  const double ms = t - last_;
  if (!IsKnown(first_)) first_ = t;
  if (observation == Observation::kFarEndLeft) {
    if (!IsKnown(left_by_)) left_after_ = last_, left_by_ = t;
  } else if (ms > 0) {
    left_by_ = kUnknown;
    length_ms_ += ms;
    ++intervals_[std::round(ms)];
    const GapReason reason = ReasonFor(ms, observation);
    if (reason == GapReason::kNone) watched_ms_ += ms;
    else if (watched_ms_ == 0 && reason != GapReason::kNoPolls) start_ms_ += ms;
    if (reason != GapReason::kNone) AddGap(last_, t, reason);
  }
  lost_ = false;
  last_ = t;
}

double WatchedTime::MedianInterval() const {
  std::int64_t all = 0;
  for (const auto& [ms, count] : intervals_) all += count;
  std::int64_t seen = 0;
  for (const auto& [ms, count] : intervals_) {
    seen += count;
    if (2 * seen > all) return ms;
  }
  return kUnknown;
}

WatchedTime::GapReason WatchedTime::ReasonFor(double ms, Observation observation) const {
  if (lost_) return GapReason::kLost;
  if (observation == Observation::kReported) return GapReason::kNone;
  if (ms > kParameters.sparse_ms && ms > kParameters.sparse_factor * MedianInterval()) return GapReason::kNoPolls;
  if (observation == Observation::kNoVideo) return GapReason::kNoVideo;
  return watched_ms_ == 0 ? GapReason::kNoPicture : GapReason::kNotReported;
}

void WatchedTime::AddGap(double start, double end, GapReason reason) {
  if (!gaps_.empty()) {
    Gap& newest = gaps_.back();
    if (newest.end == start && newest.reason == reason) {
      newest.end = end;
      return;
    }
    if (newest.end - newest.start < kParameters.named_ms) gaps_.pop_back();
  }
  gaps_.push_back({start, end, reason});
}

bool WatchedTime::IsComplete() const {
  const double wait = start_ms_ <= kParameters.start_ms ? start_ms_ : 0;
  return watched_ms_ > 0 && length_ms() - watched_ms_ - wait <= kParameters.slack_ms;
}

std::string WatchedTime::Gaps() const {
  std::vector<Gap> named;
  for (const Gap& gap : gaps_) {
    if (gap.end - gap.start >= kParameters.named_ms) named.push_back(gap);
  }
  std::sort(named.begin(), named.end(), [](const Gap& a, const Gap& b) { return a.end - a.start > b.end - b.start; });
  if (named.size() > kNamed) named.resize(kNamed);
  std::sort(named.begin(), named.end(), [](const Gap& a, const Gap& b) { return a.start < b.start; });
  constexpr const char* kWords[] = {"",
                                    "there were no polls",
                                    "data sent by the page did not arrive",
                                    "no video was received",
                                    "no picture had appeared yet",
                                    "frames were not reported"};
  Parts parts;
  for (const Gap& gap : named) {
    parts.Add("from " + PositionText(gap.start - first_) + " to " + PositionText(gap.end - first_) + " " +
              kWords[static_cast<std::size_t>(gap.reason)]);
  }
  return parts.Text();
}

std::string WatchedTime::LeftText() const {
  if (!IsKnown(left_by_)) return {};
  if (!IsKnown(left_after_)) return " The far end had left before the first poll.";
  return " The far end left between " + PositionText(left_after_ - first_) + " and " + PositionText(left_by_ - first_) + ".";
}

}  // namespace rtc_vitals
