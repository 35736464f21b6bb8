// Rows of samples as a plot can show them.
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

// The time axis has slots. Of the rows in a slot two are kept: the least and the most of every number, so that no dip, no peak and no frozen sample is
// lost, at the times of the first and the last row; the first and the last of every word. One or two rows stay as they are. The order of adding does not
// matter, and a row of the same time as another tells more of it.
class ThinRows {
 public:
  // `forms`: of the members of a row.
  ThinRows(double slot_ms, std::vector<FieldForm> forms) : slot_ms_(slot_ms), forms_(std::move(forms)) {}

  void Add(double t, std::span<const double> row);

  // In the order of time.
  SampleRows Rows() const;

 private:
  struct Slot {
    double first_t, last_t;
    std::vector<double> first, last;  // rows; of more than two, the least and the most
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
