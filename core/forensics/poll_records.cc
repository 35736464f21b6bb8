#include "core/forensics/poll_records.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rtc_vitals {
namespace {

constexpr PollRecords::Parameters kParameters;

}  // namespace

void PollRecords::Poll::AddTo(WatchedTime& watched) const {
  if (lost_before) watched.Lose();
  watched.AddPoll(t, sight);
}

void PollRecords::Add(double t, Sight sight) {
  has_video_ = has_video_ || sight == Sight::kUntold || sight == Sight::kTold;
  auto place = open_.end();
  // A time before all open polls is no repetition: the wall clock was set back, so the poll goes to the end.
  if (!open_.empty() && t >= open_.front().t) {
    while (place != open_.begin() && std::prev(place)->t > t) --place;
    if (Poll& known = *std::prev(place); known.t == t) {
      known.sight = std::max(known.sight, sight);
      return;
    }
  }
  if (!IsKnown(first_)) first_ = t;
  ++count_;
  open_.insert(place, {t, sight, std::exchange(lost_, false)});
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
