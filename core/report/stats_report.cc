#include "core/report/stats_report.h"

#include <cmath>

#include "core/report/track_stats.h"

namespace rtc_vitals {
namespace {

constexpr int kLargestId = 1 << 24;  // string numbers are dense: more is a corrupt row

bool IsIndex(double value, int limit) { return value >= 0 && value < limit && value == static_cast<int>(value); }

int RowSize(int type) { return stat::kRowHeader + static_cast<int>(stat::Members(static_cast<stat::Type>(type)).size()); }

}  // namespace

bool StatsReport::Assign(double* rows, std::size_t doubles, const Labels& labels) {
  for (auto& list : rows_) list.clear();
  for (int id : ids_) by_id_[static_cast<std::size_t>(id)] = Row();
  ids_.clear();
  extra_.clear();

  bool whole = true;
  for (std::size_t at = 0; at < doubles;) {
    double* data = rows + at;
    if (!IsIndex(data[0], stat::kTypeCount)) {
      whole = false;
      break;
    }
    const auto size = static_cast<std::size_t>(RowSize(static_cast<int>(data[0])));
    if (at + size > doubles) {
      whole = false;
      break;
    }
    at += size;
    const auto members = stat::Members(static_cast<stat::Type>(static_cast<int>(data[0])));
    if (std::isinf(data[2])) data[2] = kUnknown;
    for (std::size_t i = 0; i < members.size(); ++i) {
      double& value = data[stat::kRowHeader + i];
      const bool is_string = members[i].is_id || members[i].is_label;
      if (is_string ? !IsIndex(value, kLargestId) : std::isinf(value)) value = kUnknown;
    }
    if (IsIndex(data[1], kLargestId)) Index(Row(data));
  }
  FoldTracks(*this);
  if (translation_) translation_(*this, labels);
  return whole;
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
  data.resize(static_cast<std::size_t>(RowSize(static_cast<int>(type))), kUnknown);
  data[0] = static_cast<double>(type);
  data[1] = id;
  data[2] = timestamp;
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
