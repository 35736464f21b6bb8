// One stats object of a report: a view on its row of doubles.
#ifndef RTC_VITALS_CORE_SEAM_ROW_H_
#define RTC_VITALS_CORE_SEAM_ROW_H_

#include "core/base/unknown.h"
#include "core/seam/stat_table.h"

namespace rtc_vitals {

// What an empty row points to: an unknown value for every member of every type.
extern const double* const kNoObject;

// Does not own the doubles; valid as long as the report it came from. A default-constructed row means "no such object": it is false, every
// member is unknown, and nothing may be set in it.
class Row {
 public:
  Row() = default;
  explicit Row(double* data) : data_(data) {}

  explicit operator bool() const { return data_ != kNoObject; }
  stat::Type type() const { return static_cast<stat::Type>(static_cast<int>(data_[stat::kRowType])); }
  int id() const { return static_cast<int>(data_[stat::kRowId]); }
  double timestamp() const { return data_[stat::kRowTimestamp]; }  // ms, stats' clock
  double operator[](int member) const { return data_[stat::kRowHeader + member]; }

  // An id or label member as its number, 0 if absent.
  [[gnu::noinline]] int Ref(int member) const { return static_cast<int>(KnownOr((*this)[member], 0)); }
  // A label member for a sample: unknown if Ref is 0.
  [[gnu::noinline]] double Label(int member) const { return Ref(member) > 0 ? (*this)[member] : kUnknown; }

  void Set(int member, double value) const { data_[stat::kRowHeader + member] = value; }
  const double* data() const { return data_; }
  double* data() { return data_; }
  int size() const { return stat::kRowHeader + static_cast<int>(stat::Members(type()).size()); }

 private:
  double* data_ = const_cast<double*>(kNoObject);
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SEAM_ROW_H_
