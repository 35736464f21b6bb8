// The polls of one connection, deduplicated, and what was watched in them.
//
// A batch that is too large is split by stream and then by sample (core/batch/batch_part.h). Every part lists the polls of its samples, so
// the same poll arrives several times, each time with other streams, and possibly after later polls.
#ifndef RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_
#define RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_

#include <cstddef>
#include <deque>

#include "core/base/unknown.h"
#include "core/forensics/watched_time.h"

namespace rtc_vitals {

// Times in epoch ms. Not in browser.wasm.
class PollRecords {
 public:
  struct Parameters {
    std::size_t open =
        1000;  // the newest polls, which later parts may still add to: those of one batch before the split (a page keeps 60 by default)
  };

  // Adds (a part of) the poll at `t`. The best observation of all its parts counts.
  void Add(double t, Observation observation);
  // Data between the last Add and the next was lost.
  void MarkLost() { lost_ = true; }

  int count() const { return count_; }
  bool has_video() const { return has_video_; }
  double first() const { return first_; }
  double last() const { return open_.empty() ? kUnknown : open_.back().t; }
  WatchedTime Watched() const;

 private:
  struct Poll {
    double t;
    Observation observation;
    bool lost_before;

    void AddTo(WatchedTime& watched) const;
  };

  int count_ = 0;
  bool has_video_ = false;
  bool lost_ = false;
  double first_ = kUnknown;
  WatchedTime settled_;     // of the polls before open_
  std::deque<Poll> open_;   // the newest polls
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_POLL_RECORDS_H_
