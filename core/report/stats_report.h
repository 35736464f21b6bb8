// One getStats() result as a graph: objects by type and by id.
#ifndef RTC_VITALS_CORE_REPORT_STATS_REPORT_H_
#define RTC_VITALS_CORE_REPORT_STATS_REPORT_H_

#include <cstddef>
#include <span>

#include "core/base/list.h"
#include "core/seam/row.h"

namespace rtc_vitals {

class Labels;

// Reads the rows in place and keeps views on them: the buffer must stay valid and in place while the report is used. One object serves all
// polls. Objects of a type are in report order. Reading also folds `track` objects into today's form (track_stats.h).
class StatsReport {
 public:
  // Converts another form of report into today's, e.g. TranslateLegacy of legacy_stats.h.
  using Translation = void (*)(StatsReport&, const Labels&);

  explicit StatsReport(Translation translation = nullptr) : translation_(translation) {}

  // Takes the rows of one poll. False if a row's type does not exist or the last row is cut short; the rows before it are taken. Infinite
  // values become unknown. An object without an id (id 0), except `host`, is skipped.
  bool Assign(double* rows, std::size_t doubles, const Labels& labels);

  std::span<const Row> Of(stat::Type type) const { return rows_[static_cast<int>(type)]; }
  // The first object of a type that has only one, else an empty row.
  Row Only(stat::Type type) const { return Of(type).empty() ? Row() : Of(type).front(); }
  // The object with this id, else an empty row. Codecs, candidates and tracks are found here too.
  Row Find(int id) const;
  // The same, but only if it is of this type.
  Row Find(int id, stat::Type type) const;

  // For translations: a new object with every member unknown, owned by the report.
  Row Add(stat::Type type, int id, double timestamp);
  // The same for an object without an id of its own: it is in its type's list under the id of `owner`, and Find does not return it.
  Row AddPartOf(Row owner, stat::Type type);
  // Removes an object from its type's list and from Find.
  void Remove(Row row);

  // The ids of the objects, and the ids that objects refer to, some of them more than once.
  std::span<const int> ids() const { return ids_; }
  std::span<const int> referenced_ids() const { return referenced_ids_; }

 private:
  void Check(double* data);
  void Index(Row row);
  Row NewRow(stat::Type type, int id, double timestamp);

  Translation translation_;
  List<Row> rows_[stat::kTypeCount];
  List<Row> by_id_;      // number of the id -> row
  List<int> ids_;        // entries of by_id_ in use
  List<int> referenced_ids_;
  List<List<double>> extra_;  // rows made by Add and AddPartOf
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_REPORT_STATS_REPORT_H_
