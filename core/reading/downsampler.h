// Downsampling of rows for a plot.
#ifndef RTC_VITALS_CORE_READING_DOWNSAMPLER_H_
#define RTC_VITALS_CORE_READING_DOWNSAMPLER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

#include "core/sample/sample.h"

namespace rtc_vitals {

// Samples of one stream: `values` holds row after row.
struct SampleRows {
  std::vector<double> t;
  std::vector<double> values;
};

// Divides the time axis into slots and keeps two rows per slot, at the times of the slot's first and last row. They hold the minimum and
// maximum of every number and boolean, so that no dip, peak or frozen sample is lost, and the earliest and latest of every word. A slot of
// one or two rows keeps them as they are. Rows may be added in any order; a row with the same time as another is merged into it.
class Downsampler {
 public:
  // `forms`: the form of each member of a row. Slots of `slot_ms` each, however many there are.
  Downsampler(double slot_ms, std::vector<FieldForm> forms)
      : Downsampler(slot_ms, std::numeric_limits<std::size_t>::max(), std::move(forms)) {}

  // For rows that cover a time of unknown length: the slots double in length whenever there would be more than `max_slots`, so memory does
  // not grow with it.
  static Downsampler Bounded(std::size_t max_slots, std::vector<FieldForm> forms);

  void Add(double t, std::span<const double> row);

  // In chronological order.
  SampleRows Rows() const;

 private:
  struct Slot {
    double first_t, last_t;
    std::vector<double> first, last;  // rows; with more than two rows, the extremes
    std::size_t rows;
    // With more than two rows: when the words in `first` and `last` were, in the order of words_; unknown if no word was known.
    std::vector<double> first_word_t, last_word_t;
  };
  static constexpr std::size_t kMaxUnmergedRows = 2;

  Downsampler(double slot_ms, std::size_t max_slots, std::vector<FieldForm> forms);

  std::int64_t SlotIndex(double t) const;
  void DoubleSlots();
  void Join(Slot more, Slot& slot) const;
  void JoinRows(Slot one, Slot& slot) const;
  void ToExtremes(Slot& slot) const;

  double slot_ms_;
  std::size_t max_slots_;
  std::vector<std::size_t> numbers_, words_;  // members of a row
  std::map<std::int64_t, Slot> slots_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DOWNSAMPLER_H_
