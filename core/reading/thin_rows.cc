#include "core/reading/thin_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

void TellMore(std::span<const double> more, std::vector<double>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = KnownOr(more[i], row[i]);
}

// If one argument is unknown (NaN), fmin and fmax return the other.
double Least(double a, double b) { return std::fmin(a, b); }
double Most(double a, double b) { return std::fmax(a, b); }

}  // namespace

void ThinRows::Add(double t, std::span<const double> row) {
  const auto place = static_cast<std::int64_t>(std::floor(t / slot_ms_));
  const auto [found, is_new] = slots_.try_emplace(place, Slot{t, t, {row.begin(), row.end()}, {}, 1});
  if (is_new) return;
  Slot& slot = found->second;
  if (slot.rows <= 2 && t == slot.first_t) return TellMore(row, slot.first);
  if (slot.rows == 2 && t == slot.last_t) return TellMore(row, slot.last);
  if (slot.rows == 1) return AddSecond(t, row, slot);
  if (slot.rows == 2) {
    const std::vector<double> last = slot.last;
    slot.last = slot.first;
    Include(last, slot);
  }
  Include(row, slot);
  slot.first_t = std::min(slot.first_t, t);
  slot.last_t = std::max(slot.last_t, t);
  ++slot.rows;
}

void ThinRows::AddSecond(double t, std::span<const double> row, Slot& slot) const {
  slot.last.assign(row.begin(), row.end());
  slot.last_t = t;
  slot.rows = 2;
  if (slot.last_t > slot.first_t) return;
  std::swap(slot.first, slot.last);
  std::swap(slot.first_t, slot.last_t);
}

void ThinRows::Include(std::span<const double> row, Slot& slot) const {
  for (std::size_t i = 0; i < row.size(); ++i) {
    slot.first[i] = IsOrdered(i) ? Least(slot.first[i], row[i]) : KnownOr(slot.first[i], row[i]);
    slot.last[i] = IsOrdered(i) ? Most(slot.last[i], row[i]) : KnownOr(row[i], slot.last[i]);
  }
}

SampleRows ThinRows::Rows() const {
  SampleRows rows;
  for (const auto& [place, slot] : slots_) {
    rows.t.push_back(slot.first_t);
    rows.values.insert(rows.values.end(), slot.first.begin(), slot.first.end());
    if (slot.rows == 1) continue;
    rows.t.push_back(slot.last_t);
    rows.values.insert(rows.values.end(), slot.last.begin(), slot.last.end());
  }
  return rows;
}

}  // namespace rtc_vitals
