// The samples and events that are not in a batch yet.
#ifndef RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_
#define RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_

#include <span>

#include "core/sample/event.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// The identity of a stream, which a batch contains once.
struct StreamInfo {
  TextBuffer id = {};  // stats id
  double ssrc = kUnknown;
  TextBuffer mid = {}, rid = {}, codec = {};     // empty: unknown
  TextBuffer participant = {}, source = {};      // the app's label; empty: none
};

// One stream's samples in poll order; `values` holds one sample after the other.
struct SampleSeries {
  SampleKind kind;
  unsigned stream;  // number of the stream in the session, never reused; 0: the connection itself
  StreamInfo info;
  List<double> values;

  // The members of one poll's sample, in table order.
  std::span<const double> At(std::size_t poll) const {
    const std::size_t width = InfoOf(kind).fields.size();
    return {values.data() + poll * width, width};
  }
  std::span<const double> Newest() const { return std::span<const double>(values).last(InfoOf(kind).fields.size()); }
};

struct ConnectionWindow {
  int handle;
  TextBuffer name;
  List<double> t;  // wall-clock time of each poll, epoch ms; empty if the window only has events of it
  List<SampleSeries> series;  // series.front() is the connection's own
};

// Invariant: every series of a connection has one sample per entry of `t`; all its values are unknown if the stream was not in that poll.
class SampleWindow {
 public:
  // Begins a poll of a connection: appends an unknown sample to each of its series, which Set overwrites.
  void BeginPoll(int handle, std::string_view name, double t);
  // Whether the connection of the poll begun last has a series of this stream.
  bool Has(unsigned stream) { return Find(stream) != nullptr; }
  // Gives it one.
  void AddSeries(SampleKind kind, unsigned stream, StreamInfo info);
  // Sets the stream's sample in the poll begun last. Numbers outside the table's range become unknown.
  void Set(unsigned stream, std::span<const double> values);
  // The same for a stream that may be new.
  template <typename Sample>
  void Set(unsigned stream, StreamInfo info, const Sample& sample) {
    if (!Has(stream)) AddSeries(KindOf<Sample>::value, stream, std::move(info));
    Set(stream, ValuesOf(sample));
  }
  // `name`: of the event's connection; empty for an event of the page.
  void AddEvent(Event event, std::string_view name);

  // Drops the oldest samples of every connection that has more than `limit`. Returns how many were dropped.
  int Trim(std::size_t limit);
  // The same for the events: the oldest beyond `limit`.
  std::size_t TrimEvents(std::size_t limit);
  void Clear();

  bool empty() const { return connections_.empty() && events_.empty(); }
  const List<ConnectionWindow>& connections() const { return connections_; }
  List<ConnectionWindow>& connections() { return connections_; }
  const List<Event>& events() const { return events_; }

 private:
  std::size_t IndexOf(int handle, std::string_view name);
  SampleSeries* Find(unsigned stream);

  List<ConnectionWindow> connections_;
  std::size_t current_ = 0;   // index of the connection in the poll begun last
  std::size_t expected_ = 0;  // index of the series found last: streams keep their order, so the next one is usually behind it
  List<Event> events_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_SAMPLE_WINDOW_H_
