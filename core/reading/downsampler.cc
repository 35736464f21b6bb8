#include "core/reading/downsampler.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

// Slots of unknown number begin with this length, the resolution of sample times.
constexpr double kShortestSlotMs = 1;

void MergeKnown(std::span<const double> more, std::vector<double>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = KnownOr(more[i], row[i]);
}

// If one argument is unknown (NaN), fmin and fmax return the other.
double Min(double a, double b) { return std::fmin(a, b); }
double Max(double a, double b) { return std::fmax(a, b); }

}  // namespace

Downsampler::Downsampler(double slot_ms, std::size_t max_slots, std::vector<FieldForm> forms) : slot_ms_(slot_ms), max_slots_(max_slots) {
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const bool is_ordered = forms[i] == FieldForm::kNumber || forms[i] == FieldForm::kBool;
    (is_ordered ? numbers_ : words_).push_back(i);
  }
}

Downsampler Downsampler::Bounded(std::size_t max_slots, std::vector<FieldForm> forms) {
  return {kShortestSlotMs, max_slots, std::move(forms)};
}

std::int64_t Downsampler::SlotIndex(double t) const { return static_cast<std::int64_t>(std::floor(t / slot_ms_)); }

void Downsampler::Add(double t, std::span<const double> row) {
  Slot one{t, t, {row.begin(), row.end()}, {}, 1, {}, {}};
  const auto found = slots_.find(SlotIndex(t));
  if (found != slots_.end()) return Join(std::move(one), found->second);
  slots_.emplace(SlotIndex(t), std::move(one));
  while (slots_.size() > max_slots_) DoubleSlots();
}

void Downsampler::DoubleSlots() {
  slot_ms_ *= 2;
  std::map<std::int64_t, Slot> doubled;
  for (auto& [place, slot] : slots_) {
    const auto [half, is_new] = doubled.try_emplace(SlotIndex(slot.first_t), std::move(slot));
    if (!is_new) Join(std::move(slot), half->second);
  }
  slots_ = std::move(doubled);
}

void Downsampler::Join(Slot more, Slot& slot) const {
  if (more.rows == 1 && slot.rows <= kMaxUnmergedRows) {
    if (more.first_t == slot.first_t) return MergeKnown(more.first, slot.first);
    if (slot.rows == 2 && more.first_t == slot.last_t) return MergeKnown(more.first, slot.last);
    if (slot.rows == 1) return JoinRows(std::move(more), slot);
  }
  ToExtremes(slot);
  ToExtremes(more);
  for (const std::size_t i : numbers_) {
    slot.first[i] = Min(slot.first[i], more.first[i]);
    slot.last[i] = Max(slot.last[i], more.last[i]);
  }
  for (std::size_t w = 0; w < words_.size(); ++w) {
    const std::size_t i = words_[w];
    if (!IsKnown(more.first_word_t[w])) continue;
    if (!(slot.first_word_t[w] <= more.first_word_t[w])) slot.first[i] = more.first[i], slot.first_word_t[w] = more.first_word_t[w];
    if (!(slot.last_word_t[w] > more.last_word_t[w])) slot.last[i] = more.last[i], slot.last_word_t[w] = more.last_word_t[w];
  }
  slot.first_t = std::min(slot.first_t, more.first_t);
  slot.last_t = std::max(slot.last_t, more.last_t);
  slot.rows += more.rows;
}

// Makes a slot of two rows of two slots of one.
void Downsampler::JoinRows(Slot one, Slot& slot) const {
  if (one.first_t < slot.first_t) std::swap(one, slot);
  slot.last = std::move(one.first);
  slot.last_t = one.first_t;
  slot.rows = 2;
}

// Turns the rows of a slot that keeps them as they are into extremes.
void Downsampler::ToExtremes(Slot& slot) const {
  if (slot.rows > kMaxUnmergedRows) return;
  if (slot.rows == 1) slot.last = slot.first;
  slot.first_word_t.assign(words_.size(), kUnknown);
  slot.last_word_t.assign(words_.size(), kUnknown);
  for (const std::size_t i : numbers_) {
    const double a = slot.first[i], b = slot.last[i];
    slot.first[i] = Min(a, b);
    slot.last[i] = Max(a, b);
  }
  for (std::size_t w = 0; w < words_.size(); ++w) {
    double& first = slot.first[words_[w]];
    double& last = slot.last[words_[w]];
    if (!IsKnown(first) && !IsKnown(last)) continue;
    slot.first_word_t[w] = IsKnown(first) ? slot.first_t : slot.last_t;
    slot.last_word_t[w] = IsKnown(last) ? slot.last_t : slot.first_t;
    const double earliest = KnownOr(first, last);
    last = KnownOr(last, first);
    first = earliest;
  }
}

SampleRows Downsampler::Rows() const {
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
