// The stats objects of one connection over time: matches the rows of a report with the objects of the last one.
#ifndef RTC_VITALS_CORE_METER_OBJECT_SET_H_
#define RTC_VITALS_CORE_METER_OBJECT_SET_H_

#include <memory>

#include "core/meter/counter_interval.h"
#include "core/report/stats_report.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// One stats object with its history. Streams derive from it and add their meters.
struct TrackedObject {
  virtual ~TrackedObject() = default;

  explicit TrackedObject(SampleKind kind = SampleKind::kCount) : kind(kind) {}

  const SampleKind kind;  // the kind of stream derived from it; kCount: none
  stat::Type type = stat::Type::kCount;
  int id = 0;              // current number of its stats id
  double ssrc = kUnknown;  // RTP objects only
  unsigned seen = 0;       // the last poll of the connection whose report contained it
  Row row;                 // valid during this poll
  CounterInterval interval;
  CounterHistory history;
};

// Identity (W3C webrtc-stats, "Lifetime considerations for monitored objects"). An RTP object is identified by its id and its SSRC, because
// Firefox keeps the id of an m-line when the SSRC changes; anything else by its id. A new id with the SSRC of an object that has left the
// report is that object, if every counter continues (Chrome's ids contain the transport, and a transport can change). An absent object is
// remembered for a while.
class ObjectSet {
 public:
  // How many polls an absent object is remembered.
  static constexpr unsigned kMemoryPolls = 60;

  using Factory = std::unique_ptr<TrackedObject> (*)();

  // Opens a poll. `perf` is performance.now() (ms) or unknown.
  void BeginPoll(const StatsReport& report, double perf, const IntervalParameters& parameters);
  // Returns the object of `row`, advanced to it. If it is new, `make` creates it as an object of `kind`. `ssrc` is unknown for objects
  // without one.
  TrackedObject& Advance(Row row, double ssrc, SampleKind kind, Factory make);
  // The object with this type and id, if it was advanced in this poll.
  const TrackedObject* Current(stat::Type type, int id) const;
  // Whether an object is still known after this poll; if not, EndPoll forgets it.
  bool Remembers(const TrackedObject& object) const { return poll_ - object.seen <= kMemoryPolls; }
  // Forgets objects that have been absent too long.
  void EndPoll();
  // Forgets the objects with this id: its number is about to be reused for another string.
  void ForgetId(int id);

  const List<std::unique_ptr<TrackedObject>>& objects() const { return objects_; }
  unsigned poll() const { return poll_; }

 private:
  TrackedObject* Known(Row row, double ssrc, SampleKind kind);
  TrackedObject* UnderNewId(Row row, double ssrc, SampleKind kind);

  List<std::unique_ptr<TrackedObject>> objects_;
  std::size_t expected_ = 0;  // reports keep their order: the next row is usually the next object
  unsigned poll_ = 0;
  double perf_ = kUnknown;
  const StatsReport* report_ = nullptr;
  IntervalParameters parameters_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_OBJECT_SET_H_
