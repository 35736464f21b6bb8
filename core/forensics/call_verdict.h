// The verdict on a recorded call, or on the batches of a page, connection by connection.
#ifndef RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_
#define RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/batch/sample_window.h"
#include "core/forensics/forensics.h"
#include "core/reading/decoded_batch.h"

namespace rtc_vitals {

// Keeps only findings, so memory does not grow with the length of the call.
class CallVerdict {
 public:
  // Adds all polls and events of a window or a batch. Each must be added once, batches in the order of `seq`.
  // Plain points carry no events, so freezes found in them have no cause.
  void Add(const SampleWindow& window);
  // performance.now() (ms) at this connection's poll at `t` (epoch ms), to detect steps of the wall clock. Call it before adding the window
  // with that poll.
  void AddClock(const std::string& connection, double t, double perf) { ConnectionOf(connection).forensics.AddClock(t, perf); }
  void Add(const DecodedBatch& batch);

  // This connection's browser counts frames but lacks totalInterFrameDelay.
  void SetNoFrameClock(const std::string& connection) { ConnectionOf(connection).forensics.SetNoFrameClock(); }

  // `[{"id","samples","watchedMs","freezes":[{"stream","start","end","durationMs","count","precision","cause","confidence","evidence"}],
  // "episodes":[the same and "type"],"notes":[{"type","stream","start","end","durationMs","reason","unit","count"}],"verdict"}]`,
  // one entry per connection in the order of their first polls. Times are epoch ms on the clock of the stats.
  //   - `watchedMs`: for how long it was known whether a received picture stood still.
  //   - `"running":true`: the freeze was not over at the last poll, which is then its end.
  //   - `"until":"stream-end"`: the end of the stream ended the freeze, not a frame.
  //   - `notes`: discards and limits (core/meter/episodes.h). A limit has no `unit` and no `count`.
  //   - `"label"`: present where a label is known.
  //   - `verdict`: begins with `caveat`.
  std::string ConnectionsJson(std::string_view caveat = {}) const;

 private:
  struct Connection {
    std::string name;
    Forensics forensics;
    std::map<std::string, std::string, std::less<>> labels;  // by stream

    void AddLabel(const std::string& stream, std::string label);
    void AddEvent(const Event& event);
    void AddUnfrozen(const std::vector<double>& t, const DecodedStream& video);
  };
  Connection& ConnectionOf(const std::string& name);
  void AddPolls(const DecodedBatch& batch, std::size_t at, bool lost);

  std::vector<Connection> connections_;
  double last_seq_ = kUnknown;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_CALL_VERDICT_H_
