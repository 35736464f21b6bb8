// The verdict on one connection of a call.
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
#include "core/forensics/unsent_video.h"
#include "core/forensics/uplink.h"

namespace rtc_vitals {

// Takes the polls and events of one connection in order and draws conclusions from them. Used by collector, analyser and test runner; not
// in browser.wasm.
class Forensics {
 public:
  // A sample of a stream or of the connection, taken at the poll at `t` (epoch ms). Call it before AddPoll. A sample without any known
  // value is ignored: the columns of a batch have an entry for every poll, even one without the stream.
  void AddSample(SampleKind kind, std::string_view stream, double t, std::span<const double> values);
  // The poll at `t` (epoch ms), which ends an interval. A poll's samples may come in several parts, each followed by AddPoll with the same
  // `t`. While a freeze is running, the picture is known to stand still even without a sample of its stream (Firefox recreates a receiver
  // during a network cut).
  void AddPoll(double t);
  // The far end closed the connection before the next poll.
  void MarkLeft() { far_end_left_ = true; }
  // performance.now() at the poll at `t`, so that a step of the wall clock changes no duration. Call it before the poll's samples and
  // events.
  void AddClock(double t, double perf) { clock_.Add(t, perf); }
  // Data between the last poll and the next was lost.
  void MarkLost() {
    polls_.MarkLost();
    unsent_.MarkLost();
  }
  // The browser counts frames but lacks totalInterFrameDelay.
  void SetNoFrameClock() { pictures_.SetNoFrameClock(); }
  // There will be no events, only samples.
  void SetNoEvents() { no_events_ = true; }
  // `label`: whose picture the event's stream carries; empty: unknown.
  void AddEvent(const Event& event, std::string_view label);
  // Whose picture `stream` carries. Also labels earlier findings that lack a label: when a batch is split, its events are in the first
  // part.
  void AddLabel(std::string_view stream, std::string_view label);
  // `stream` was not frozen for most of the interval between the polls at `from` and `to`. A freeze that was already reported and is still
  // running must have ended in a lost batch. A freeze is reported some time after it starts, so intervals before the report do not end it.
  void AddUnfrozen(std::string_view stream, double from, double to);

  int polls() const { return polls_.count(); }
  // Freezes that are over, those known from samples alone, and those still running at the last poll.
  std::vector<Finding> Freezes() const;
  const std::vector<Finding>& episodes() const { return episodes_; }  // pauses and the like
  const std::vector<SideNote>& notes() const { return notes_.notes(); }        // discards and limits

  // For how long it was known whether a received picture stood still, ms.
  double watched_ms() const { return polls_.Watched().watched_ms(); }

  // The verdict in sentences, in this order: the frozen share of the call, its main cause and what was not watched; the worst freezes one
  // by one; pauses and the like; what the browser did not report; how sent media arrived, if no video was received or the uplink suffered;
  // discards and limits; when the far end left. `freezes`: the result of Freezes(), for callers that already have it.
  std::string Verdict() const { return Verdict(Freezes()); }
  std::string Verdict(std::vector<Finding> freezes) const;

 private:
  std::string Summary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, const WatchedTime& watched) const;
  std::string NoFreeze(const WatchedTime& watched) const;
  std::string Caveats(const std::vector<Finding>& freezes, const WatchedTime& watched) const;

  CallClock clock_;
  PollRecords polls_;
  std::vector<Finding> freezes_;
  std::vector<Finding> running_;  // at most one per stream
  std::vector<Finding> episodes_;
  FrozenSamples frozen_samples_;
  bool no_events_ = false;
  bool far_end_left_ = false;  // before the poll whose samples are being added
  SideNotes notes_;
  PictureRecords pictures_;
  Uplink uplink_;
  UnsentVideo unsent_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FORENSICS_H_
