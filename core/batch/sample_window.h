// The samples that were made and not sent yet.
#ifndef RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_
#define RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_

#include <span>
#include <string>
#include <vector>

#include "core/sample/event.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Who a stream is, as the batch says it once.
struct StreamInfo {
  std::string id = {};  // stats id
  double ssrc = kUnknown;
  std::string mid = {}, rid = {}, codec = {};     // empty: unknown
  std::string participant = {}, source = {};      // the app's label; empty: none
};

// One stream's samples in poll order; `values` holds one sample after the other.
struct SampleSeries {
  SampleKind kind;
  unsigned stream;  // number of the stream in the session; never used again
  StreamInfo info;
  std::vector<double> values;
};

struct ConnectionWindow {
  int handle;
  std::string name;
  std::vector<double> t;  // wall clock of each poll, epoch ms; empty if only an event spoke of it
  std::vector<SampleSeries> series;  // series.front() is the connection's own
};

// Every series of a connection has one sample per entry of its `t`; a stream that was not there in a poll has an unknown one.
class SampleWindow {
 public:
  // Opens a poll of a connection: all its series get an unknown sample, to be overwritten by Set.
  void BeginPoll(int handle, const std::string& name, double t);
  // The sample of the poll that was opened last; numbers outside the range of the table are unknown. `info` is taken when the stream is new to the
  // window.
  template <typename Sample>
  void Set(unsigned stream, const StreamInfo& info, const Sample& sample) {
    Set(KindOf<Sample>::value, stream, info, ValuesOf(sample));
  }
  // `name` is that of the event's connection, empty for an event of the page.
  void AddEvent(Event event, const std::string& name);

  // Drops the oldest samples of every connection that has more than `limit`, and returns how many were dropped.
  int Trim(std::size_t limit);
  void Clear();
  // Whether the window already holds this stream, so that its `info` is not needed again.
  bool Has(unsigned stream) const;

  bool empty() const { return connections_.empty() && events_.empty(); }
  const std::vector<ConnectionWindow>& connections() const { return connections_; }
  std::vector<ConnectionWindow>& connections() { return connections_; }
  const std::vector<Event>& events() const { return events_; }

 private:
  void Set(SampleKind kind, unsigned stream, const StreamInfo& info, std::span<const double> values);
  std::size_t IndexOf(int handle, const std::string& name);

  std::vector<ConnectionWindow> connections_;
  std::size_t current_ = 0;  // the connection of the open poll
  std::vector<Event> events_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_
