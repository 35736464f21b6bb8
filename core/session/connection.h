// One peer connection over time: turns its reports into samples and events.
#ifndef RTC_VITALS_CORE_SESSION_CONNECTION_H_
#define RTC_VITALS_CORE_SESSION_CONNECTION_H_

#include <span>
#include <string_view>

#include "core/batch/sample_window.h"
#include "core/freeze/connection_poll.h"
#include "core/freeze/video_poll.h"
#include "core/meter/connection_meter.h"
#include "core/meter/object_set.h"
#include "core/report/stats_report.h"
#include "core/session/session_parameters.h"
#include "core/session/stream_samples.h"
#include "core/session/track_notes.h"

namespace rtc_vitals {

// The parts of a session that its connections use.
struct SessionContext {
  const SessionParameters& parameters;
  const StringTable& ids;
  const Labels& labels;
  SampleWindow& window;
  unsigned& last_stream;  // number of the newest stream
};

class Connection {
 public:
  Connection(int handle, std::string_view name) : handle_(handle), name_(name) {}

  int handle() const { return handle_; }
  std::string_view name() const { return name_; }

  // Takes one report and adds its samples and events to the window.
  void Poll(const StatsReport& report, const SessionContext& context);
  // Call when no report follows: freezes and episodes that still run end with the last report.
  void Finish(const SessionContext& context);
  // The app's notes on the tracks of this connection.
  TrackNotes& notes() { return notes_; }

  // Call before the number of an id is reused for another string.
  void ForgetId(int id) {
    objects_.ForgetId(id);
    meter_.ForgetId(id);
  }

 private:
  void AdvanceAll(const StatsReport& report, const SessionContext& context);
  TextBuffer NameFor(int id, const StringTable& ids) const;

  void SampleStreams(const StatsReport& report, const SessionContext& context);
  void SampleStream(Stream& stream, const StreamPoll& poll, const SessionContext& context);
  void FinishStream(Stream& stream, const SessionContext& context);
  void AddEpisodes(Episodes& episodes, SampleKind kind, std::span<const double> values, std::string_view stream,
                   const SessionContext& context);
  void SetAhead(double timestamp, double step_ms);
  void AddFreezes(const InboundVideoStream& stream, const SessionContext& context);
  void SampleConnection(const SessionContext& context);
  void AddConnectionEvents(const SessionContext& context);

  void Store(Stream& stream, std::span<const double> values, const StreamPoll& poll, const SessionContext& context);

  int handle_;
  TextBuffer name_;
  ObjectSet objects_;
  ConnectionMeter meter_;
  ConnectionSample sample_;   // of this poll
  ConnectionPoll connection_poll_;  // of this poll, for the freeze detectors
  double t_ = kUnknown;     // of this poll, wall clock, epoch ms
  double perf_ = kUnknown;  // of this poll, performance.now(), ms
  double ahead_ = 0;        // of the wall clock over the stats' clock, ms; 0 while they agree
  double ms_ = kUnknown;    // since the previous poll; unknown if longer than IntervalParameters::max_ms
  Episodes episodes_;         // of the connection as a whole
  Quality worst_;             // of the streams in this poll
  double last_state_ = kUnknown;
  TrackNotes notes_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_CONNECTION_H_
