// The connection as a whole: its path, round-trip time and throughput.
#ifndef RTC_VITALS_CORE_METER_CONNECTION_METER_H_
#define RTC_VITALS_CORE_METER_CONNECTION_METER_H_

#include "core/meter/object_set.h"
#include "core/sample/sample.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

class ConnectionMeter {
 public:
  // Fills the whole sample except the quality. All objects of the report must have been advanced in this poll.
  ConnectionSample Update(const StatsReport& report, const ObjectSet& objects, const Labels& labels);

  // The number of an id is about to be reused for another string.
  void ForgetId(int id);

  // Whether a selected pair was replaced in this poll, and whether by an ICE restart.
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

  List<Selected> selected_;     // the last known pair of each transport: in some polls a transport names none
  List<int> known_candidates_;  // when the path was chosen, and at the poll after it
  int polls_on_path_ = 0;
  bool path_changed_ = false;
  bool ice_restarted_ = false;
};

// The newest round-trip time in a receiver report (s), by the reports' arrival times; the longest of those that arrived together. Unknown
// if there is none.
double RtcpRoundTripTime(const StatsReport& report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_CONNECTION_METER_H_
