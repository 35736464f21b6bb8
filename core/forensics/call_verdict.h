// What a recorded call, or the batches of a page, come to, connection by connection.
#ifndef RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_
#define RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/batch/sample_window.h"
#include "core/forensics/forensics.h"
#include "core/reading/read_batch.h"

namespace rtc_vitals {

// Keeps findings only, so that the length of the call does not matter.
class CallVerdict {
 public:
  // Everything that is in the window or in the batch: polls and events. Each must be given once, batches in the order of their `seq`.
  // Plain points tell of no events: what is concluded from them has no cause.
  void Add(const SampleWindow& window);
  // performance.now() (ms) at the poll of this connection at `t` (epoch ms), before the window that holds it: a wall clock that was set is known by it.
  void AddClock(const std::string& connection, double t, double perf) { Of(connection).forensics.AddClock(t, perf); }
  void Add(const ReadBatch& batch);

  // The browser of this connection counts frames and has no totalInterFrameDelay.
  void LackFrameClock(const std::string& connection) { Of(connection).forensics.LackFrameClock(); }

  // `[{"id","samples","watchedMs","freezes":[{"stream","start","end","durationMs","count","precision","cause","confidence","evidence"}],"episodes":[the
  // same and "type"],"notes":[{"type","stream","start","end","durationMs","reason","unit","count"}],"verdict"}]`, by connection in the order of their
  // first poll. `watchedMs`: for how long it was known whether a received picture stood. Times in epoch ms on the clock of the stats; a freeze that runs
  // on at the last poll, which is then its end, has `"running":true`; one that no frame ended but the end of its stream `"until":"stream-end"`. The notes
  // are the discards and limits (core/meter/episodes.h); a limit has no `unit` and no `count`. What has a label has `"label"`. Each verdict begins with
  // `doubt`.
  std::string ConnectionsJson(std::string_view doubt = {}) const;

 private:
  struct Connection {
    std::string name;
    Forensics forensics;
    std::map<std::string, std::string, std::less<>> labels;  // by stream

    void AddLabel(const std::string& stream, std::string label);
    void AddEvent(const Event& event);
    void AddPictures(const std::vector<double>& t, const ReadStream& video);
  };
  Connection& Of(const std::string& name);
  void AddPolls(const ReadBatch& batch, std::size_t at, bool lost);

  std::vector<Connection> connections_;
  double last_seq_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_
