// Stats objects for the tests of single classes, by member.
#ifndef RTC_VITALS_TESTS_SUPPORT_TEST_ROWS_H_
#define RTC_VITALS_TESTS_SUPPORT_TEST_ROWS_H_

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>
#include <vector>

#include "core/meter/counter_interval.h"
#include "core/meter/object_set.h"
#include "core/report/legacy_stats.h"
#include "core/report/stats_report.h"
#include "core/seam/labels.h"
#include "core/seam/row.h"

namespace rtc_vitals {

struct MemberValue {
  template <typename Number>
  MemberValue(int member, Number value) : member(member), value(static_cast<double>(value)) {}
  int member;
  double value;
};

// A row that owns its doubles. Members that are not named are unknown.
class TestRow {
 public:
  TestRow(stat::Type type, int id, double timestamp, std::initializer_list<MemberValue> members);
  Row row() { return Row(data_.data()); }
  const std::vector<double>& data() const { return data_; }

 private:
  std::vector<double> data_;
};

// One stats object from poll to poll.
class TestObject {
 public:
  explicit TestObject(stat::Type type) : type_(type) {}
  // Its next row, `ms` after the last one. Returns the interval between the two.
  CounterInterval Next(std::initializer_list<MemberValue> members, double ms = 1000);
  Row row() const { return history_.last(); }

 private:
  stat::Type type_;
  double timestamp_ = 0;
  CounterHistory history_;
};

// All objects of a connection from poll to poll.
class TestObjects {
 public:
  Labels labels;

  // Takes a report. Rows with a timestamp of 0 get `ms`. Objects with an SSRC are distinguished by it. An inbound stream with a kind gets
  // the meter of that kind.
  void Poll(double ms, std::vector<TestRow> rows);
  const StatsReport& report() const { return report_; }
  ObjectSet& objects() { return objects_; }
  const TrackedObject* Object(stat::Type type, int id) const { return objects_.Current(type, id); }

 private:
  std::vector<double> data_;
  StatsReport report_{TranslateLegacy};
  ObjectSet objects_;
};

// One report, and access to its objects.
class ReportTest : public testing::Test {
 protected:
  void Report(std::vector<TestRow> rows) { polls_.Poll(1000, std::move(rows)); }
  Row Find(int id) { return polls_.report().Find(id); }

  TestObjects polls_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_SUPPORT_TEST_ROWS_H_
