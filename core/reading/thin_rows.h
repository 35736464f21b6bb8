// Downsampling of rows for a plot.
#ifndef RTC_VITALS_CORE_READING_THIN_ROWS_H_
#define RTC_VITALS_CORE_READING_THIN_ROWS_H_

#include <cstddef>
#include <cstdint>
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
// maximum of every number and boolean, so that no dip, peak or frozen sample is lost, and the first and last of every word. A slot of one
// or two rows keeps them as they are. Rows may be added in any order; a row with the same time as another is merged into it.
class ThinRows {
 public:
  // `forms`: the form of each member of a row.
  ThinRows(double slot_ms, std::vector<FieldForm> forms) : slot_ms_(slot_ms), forms_(std::move(forms)) {}

  void Add(double t, std::span<const double> row);

  // In chronological order.
  SampleRows Rows() const;

 private:
  struct Slot {
    double first_t, last_t;
    std::vector<double> first, last;  // rows; with more than two rows, the minima and maxima
    std::size_t rows;
  };

  bool IsOrdered(std::size_t member) const { return forms_[member] == FieldForm::kNumber || forms_[member] == FieldForm::kTruth; }
  void AddSecond(double t, std::span<const double> row, Slot& slot) const;
  void Include(std::span<const double> row, Slot& slot) const;

  const double slot_ms_;
  const std::vector<FieldForm> forms_;
  std::map<std::int64_t, Slot> slots_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_THIN_ROWS_H_
