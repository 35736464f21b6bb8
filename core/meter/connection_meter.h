// The connection as a whole: its path, round-trip time and throughput.
#ifndef RTC_VITALS_CORE_METER_CONNECTION_METER_H_
#define RTC_VITALS_CORE_METER_CONNECTION_METER_H_

#include "core/meter/object_set.h"
#include "core/sample/sample.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

class ConnectionMeter {
 public:
  // Fills everything of the sample but the quality. All objects of the report must have been advanced in this poll.
  ConnectionSample Update(const StatsReport& report, const ObjectSet& objects, const Labels& labels);

  // The number of an id is about to mean another string.
  void ForgetId(int id);

  // In this poll another pair took the place of a selected one; and it was one of an ICE restart.
  bool path_changed() const { return path_changed_; }
  bool ice_restarted() const { return ice_restarted_; }

 private:
  void FillThroughput(const StatsReport& report, const ObjectSet& objects, const List<const TrackedObject*>& pairs,
                      ConnectionSample& sample);
  void FillPathChanges(const StatsReport& report, const ObjectSet& objects, const List<const TrackedObject*>& pairs,
                       ConnectionSample& sample);
  bool WasSelected(int pair) const;
  double ChangesOf(const ObjectSet& objects, const TrackedObject& selected, int before) const;
  bool IsFreshPath(Row pair) const;
  void LearnCandidates(const StatsReport& report, bool path_changed);

  struct Selected {
    int transport;
    int pair;
  };
  void Select(const Selected& selected);

  List<Selected> selected_;     // of each transport the last there was: for a poll it may name none
  List<int> known_candidates_;  // when the path was chosen, and at the poll after it
  int polls_on_path_ = 0;
  bool path_changed_ = false;
  bool ice_restarted_ = false;
};

// The newest round-trip time that a receiver report tells (s), by the reports' own arrival times, the longest of those that arrived
// together; unknown when there is none.
double RtcpRoundTripTime(const StatsReport& report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_CONNECTION_METER_H_
