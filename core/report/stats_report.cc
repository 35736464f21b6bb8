#include "core/report/stats_report.h"

#include <cmath>

#include "core/report/track_stats.h"

namespace rtc_vitals {
namespace {

constexpr int kLargestId = 1 << 24;  // string numbers are dense: a larger one means a corrupt row

bool IsIndex(double value, int limit) { return value >= 0 && value < limit && value == static_cast<int>(value); }

std::size_t RowSize(stat::Type type) { return stat::kRowHeader + stat::Members(type).size(); }

}  // namespace

bool StatsReport::Assign(double* rows, std::size_t doubles, const Labels& labels) {
  for (auto& list : rows_) list.clear();
  for (int id : ids_) by_id_[static_cast<std::size_t>(id)] = Row();
  ids_.clear();
  referenced_ids_.clear();
  extra_.clear();

  bool whole = true;
  for (std::size_t at = 0; at < doubles;) {
    double* data = rows + at;
    const double type = data[stat::kRowType];
    const std::size_t size = IsIndex(type, stat::kTypeCount) ? RowSize(static_cast<stat::Type>(static_cast<int>(type))) : 0;
    whole = size > 0 && at + size <= doubles;
    if (!whole) break;
    at += size;
    Check(data);
    if (IsIndex(data[stat::kRowId], kLargestId)) Index(Row(data));
  }
  FoldTracks(*this);
  if (translation_) translation_(*this, labels);
  return whole;
}

// Makes impossible values unknown: infinities, and references that are not the number of a string.
void StatsReport::Check(double* data) {
  if (std::isinf(data[stat::kRowTimestamp])) data[stat::kRowTimestamp] = kUnknown;
  const auto members = stat::Members(Row(data).type());
  for (std::size_t i = 0; i < members.size(); ++i) {
    double& value = data[stat::kRowHeader + i];
    const bool is_string = members[i].is_id || members[i].is_label;
    if (is_string ? !IsIndex(value, kLargestId) : std::isinf(value)) value = kUnknown;
    else if (members[i].is_id) referenced_ids_.push_back(static_cast<int>(value));
  }
}

void StatsReport::Index(Row row) {
  const int id = row.id();
  if (id > 0) {
    if (static_cast<std::size_t>(id) >= by_id_.size()) by_id_.resize(static_cast<std::size_t>(id) + 1);
    if (by_id_[static_cast<std::size_t>(id)]) return;  // ids are unique in a report: the first one counts
    by_id_[static_cast<std::size_t>(id)] = row;
    ids_.push_back(id);
  } else if (row.type() != stat::Type::host) {
    return;
  }
  rows_[static_cast<int>(row.type())].push_back(row);
}

Row StatsReport::Find(int id) const {
  return id > 0 && static_cast<std::size_t>(id) < by_id_.size() ? by_id_[static_cast<std::size_t>(id)] : Row();
}

Row StatsReport::Find(int id, stat::Type type) const {
  const Row row = Find(id);
  return row && row.type() == type ? row : Row();
}

Row StatsReport::NewRow(stat::Type type, int id, double timestamp) {
  List<double>& data = extra_.push_back({});
  data.resize(RowSize(type), kUnknown);
  data[stat::kRowType] = static_cast<double>(type);
  data[stat::kRowId] = id;
  data[stat::kRowTimestamp] = timestamp;
  return Row(data.data());
}

Row StatsReport::Add(stat::Type type, int id, double timestamp) {
  const Row row = NewRow(type, id, timestamp);
  Index(row);
  return row;
}

Row StatsReport::AddPartOf(Row owner, stat::Type type) {
  const Row row = NewRow(type, owner.id(), owner.timestamp());
  rows_[static_cast<int>(type)].push_back(row);
  return row;
}

void StatsReport::Remove(Row row) {
  auto& list = rows_[static_cast<int>(row.type())];
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].data() == row.data()) {
      list.Erase(i);
      break;
    }
  }
  if (Find(row.id()).data() == row.data()) by_id_[static_cast<std::size_t>(row.id())] = Row();
}

}  // namespace rtc_vitals
