#include "core/forensics/poll_records.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rtc_vitals {
namespace {

constexpr PollRecords::Parameters kParameters;

}  // namespace

void PollRecords::Poll::AddTo(WatchedTime& watched) const {
  if (lost_before) watched.MarkLost();
  watched.AddPoll(t, observation);
}

void PollRecords::Add(double t, Observation observation) {
  has_video_ = has_video_ || observation == Observation::kNotReported || observation == Observation::kReported;
  auto place = open_.end();
  // A time before all open polls is no repetition: the wall clock was set back, so the poll goes to the end.
  if (!open_.empty() && t >= open_.front().t) {
    while (place != open_.begin() && std::prev(place)->t > t) --place;
    if (Poll& known = *std::prev(place); known.t == t) {
      known.observation = std::max(known.observation, observation);
      return;
    }
  }
  if (!IsKnown(first_)) first_ = t;
  ++count_;
  open_.insert(place, {t, observation, std::exchange(lost_, false)});
  if (open_.size() <= kParameters.open) return;
  open_.front().AddTo(settled_);
  open_.pop_front();
}

WatchedTime PollRecords::Watched() const {
  WatchedTime watched = settled_;
  for (const Poll& poll : open_) poll.AddTo(watched);
  return watched;
}

}  // namespace rtc_vitals
