// The stats objects of one connection over time: which row of this report is which object of the last.
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

  const SampleKind kind;  // which kind of stream was derived from it; kCount: none
  stat::Type type = stat::Type::kCount;
  int id = 0;              // number of its stats id, today's
  double ssrc = kUnknown;  // RTP objects only
  unsigned seen = 0;       // poll of the connection in which it was last in the report
  Row row;                 // this poll's; valid during the poll
  CounterInterval interval;
  CounterHistory history;
};

// Identity (W3C webrtc-stats, "Lifetime considerations for monitored objects"): an RTP object is its id and its SSRC, because Firefox keeps the id
// of an m-line when the SSRC changes; everything else is its id. A new id with the SSRC of an object that has left the report is that object, if
// every counter goes on (Chrome's ids contain the transport, and a transport can change). An object that is away is remembered for a while.
class ObjectSet {
 public:
  // How many polls an absent object is remembered.
  static constexpr unsigned kMemoryPolls = 60;

  using Factory = std::unique_ptr<TrackedObject> (*)();

  // Opens a poll. `perf` is performance.now() (ms) or unknown.
  void BeginPoll(const StatsReport& report, double perf, const IntervalParameters& parameters);
  // The object of `row`, advanced to it; made by `make`, which makes objects of `kind`, when it is new. `ssrc` is unknown for objects without one.
  TrackedObject& Advance(Row row, double ssrc, SampleKind kind, Factory make);
  // The object with this type and id, if it was advanced in this poll.
  const TrackedObject* Current(stat::Type type, int id) const;
  // Forgets the objects that have been away too long.
  void EndPoll();
  // Forgets the objects with this id: its number is about to mean another string.
  void ForgetId(int id);

  const List<std::unique_ptr<TrackedObject>>& objects() const { return objects_; }
  unsigned poll() const { return poll_; }

 private:
  TrackedObject* Known(Row row, double ssrc, SampleKind kind);
  TrackedObject* UnderNewId(Row row, double ssrc, SampleKind kind);

  List<std::unique_ptr<TrackedObject>> objects_;
  std::size_t expected_ = 0;  // reports keep their order: the next row is mostly the next object
  unsigned poll_ = 0;
  double perf_ = kUnknown;
  const StatsReport* report_ = nullptr;
  IntervalParameters parameters_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_OBJECT_SET_H_
