// The conclusion on one connection of a call.
#ifndef RTC_VITALS_CORE_FORENSICS_FORENSICS_H_
#define RTC_VITALS_CORE_FORENSICS_FORENSICS_H_

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "core/forensics/call_clock.h"
#include "core/forensics/finding.h"
#include "core/forensics/freeze_groups.h"
#include "core/forensics/frozen_samples.h"
#include "core/forensics/picture_records.h"
#include "core/forensics/poll_records.h"
#include "core/forensics/side_notes.h"
#include "core/forensics/way_up.h"

namespace rtc_vitals {

// Takes the polls and events of the connection in order, and says what they come to. Not for the page: collector, analyser and test runner use it.
class Forensics {
 public:
  // A stream's sample, or the connection's, of the poll at `t` (epoch ms), before that poll. One that knows nothing is none: the columns of a batch have a
  // place for every poll, though the stream was not there.
  void AddSample(SampleKind kind, std::string_view stream, double t, std::span<const double> values);
  // The poll at `t`, epoch ms: the end of an interval. What belongs to one poll may be given in parts, each followed by the poll's time.
  // While a freeze runs it is known that the picture stands, also without its stream (Firefox makes a receiver anew in a cut).
  void AddPoll(double t);
  // By the next poll the far end has closed the connection.
  void Leave() { left_ = true; }
  // performance.now() at the poll at `t`, before all that belongs to it: where it is given, a wall clock that was set changes no length.
  void AddClock(double t, double perf) { clock_.Add(t, perf); }
  // What was between the last poll and the next did not arrive.
  void Lose() { polls_.Lose(); }
  // The browser counts frames and has no totalInterFrameDelay.
  void LackFrameClock() { pictures_.LackFrameClock(); }
  // No event will be told: the call is known by its samples alone.
  void LackEvents() { no_events_ = true; }
  // `label`: whose picture the event's stream is; empty where it was not told.
  void AddEvent(const Event& event, std::string_view label);
  // Whose picture `stream` is; also of what was told of it before, without a label: of a batch that was cut the first part has the events.
  void AddLabel(std::string_view stream, std::string_view label);
  // The picture of `stream` did not stand for most of the time between the polls at `from` and `to`: a freeze that was told before and has no end by now
  // ended unheard, where batches were lost. One is told when it has stood for a while, and a sample that was sent before does not know of it.
  void Moved(std::string_view stream, double from, double to);

  int polls() const { return polls_.count(); }
  // Those that are over, those of which samples alone tell, and those that run on at the last poll.
  std::vector<Finding> Freezes() const;
  const std::vector<Finding>& episodes() const { return episodes_; }  // pauses and the like
  const std::vector<SideNote>& notes() const { return notes_.notes(); }        // discards and limits

  // For how long it was known whether a received picture stood, ms.
  double watched_ms() const { return polls_.Watched().watched_ms(); }

  // Sentences: how much of the call was frozen and mostly why, and what of it was not watched; the gravest freezes one by one; what was no freeze; what
  // the browser did not report; how what was sent arrived, where no video was received or that suffered; what was discarded and what limited the sender;
  // when the far end left. `freezes`: Freezes(), for those who have them.
  std::string Verdict() const { return Verdict(Freezes()); }
  std::string Verdict(std::vector<Finding> freezes) const;

 private:
  std::string Summary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, const WatchedTime& watched) const;
  std::string NoFreeze(const WatchedTime& watched) const;
  std::string Doubts(const std::vector<Finding>& freezes, const WatchedTime& watched) const;

  CallClock clock_;
  PollRecords polls_;
  std::vector<Finding> freezes_;
  std::vector<Finding> running_;  // one per stream at the most
  std::vector<Finding> episodes_;
  FrozenSamples frozen_samples_;
  bool no_events_ = false;
  bool left_ = false;  // by the poll of which the samples come in
  SideNotes notes_;
  PictureRecords pictures_;
  WayUp way_up_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FORENSICS_H_
