// The polls of one connection, each once, and what was watched in them.
//
// A batch that is too large leaves in parts, cut by stream and then by sample (core/batch/batch_part.h): every part names the polls of its samples, so
// that a poll is told of several times, with other streams each time, and later ones before it.
#ifndef RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_
#define RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_

#include <cstddef>
#include <deque>

#include "core/base/unknown.h"
#include "core/forensics/watched_time.h"

namespace rtc_vitals {

// Not for the page. Times in epoch ms.
class PollRecords {
 public:
  struct Parameters {
    std::size_t open = 1000;  // the newest polls, of which more may be told: those of one batch before it was cut (a page keeps 60 unless told otherwise)
  };

  // What was told of the poll at `t`; of all that is told of it the best sight counts.
  void Add(double t, Sight sight);
  // What was told between the last Add and the next did not arrive.
  void Lose() { lost_ = true; }

  int count() const { return count_; }
  bool has_video() const { return has_video_; }
  double first() const { return first_; }
  double last() const { return open_.empty() ? kUnknown : open_.back().t; }
  WatchedTime Watched() const;

 private:
  struct Poll {
    double t;
    Sight sight;
    bool lost_before;

    void AddTo(WatchedTime& watched) const;
  };

  int count_ = 0;
  bool has_video_ = false;
  bool lost_ = false;
  double first_ = kUnknown;
  WatchedTime settled_;     // of the polls before
  std::deque<Poll> open_;   // these
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_
