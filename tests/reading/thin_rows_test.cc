#include "core/reading/thin_rows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

using Values = std::vector<double>;

SampleRows Thinned(const std::vector<std::pair<double, double>>& rows, FieldForm form = FieldForm::kNumber) {
  ThinRows thin(1000, {form});
  for (const auto& [t, value] : rows) thin.Add(t, Values{value});
  return thin.Rows();
}

TEST(ThinRowsTest, KeepsUpToTwoRowsPerSlot) {
  const SampleRows rows = Thinned({{100, 9}, {300, 4}, {1500, 2}});
  EXPECT_EQ(rows.t, (Values{100, 300, 1500}));
  EXPECT_EQ(rows.values, (Values{9, 4, 2}));
}

TEST(ThinRowsTest, KeepsTheMinimumAndMaximumOfMoreRows) {
  const SampleRows rows = Thinned({{100, 9}, {300, 4}, {500, 7}, {900, 8}});
  EXPECT_EQ(rows.t, (Values{100, 900}));
  EXPECT_EQ(rows.values, (Values{4, 9}));
}

TEST(ThinRowsTest, ResultDoesNotDependOnTheOrderOfRows) {
  std::vector<std::pair<double, double>> rows = {{100, 9}, {300, 4}, {500, 7}, {900, 8}, {1100, 3}, {1200, 2}};
  const SampleRows expected = Thinned(rows);
  std::sort(rows.begin(), rows.end());
  do {
    const SampleRows found = Thinned(rows);
    ASSERT_EQ(found.t, expected.t);
    ASSERT_EQ(found.values, expected.values);
  } while (std::next_permutation(rows.begin(), rows.end()));
}

TEST(ThinRowsTest, KeepsOneFrozenSampleOfMany) {
  std::vector<std::pair<double, double>> rows;
  for (int i = 0; i < 1000; ++i) rows.emplace_back(i, i == 500);
  EXPECT_EQ(Thinned(rows, FieldForm::kTruth).values, (Values{0, 1}));
}

TEST(ThinRowsTest, PrefersKnownValues) {
  const SampleRows rows = Thinned({{100, kUnknown}, {300, 4}, {500, kUnknown}, {1100, kUnknown}, {1200, kUnknown}, {1300, kUnknown}});
  EXPECT_EQ(rows.t, (Values{100, 500, 1100, 1300}));
  EXPECT_EQ(rows.values[0], 4);
  EXPECT_EQ(rows.values[1], 4);
  EXPECT_FALSE(IsKnown(rows.values[2]) || IsKnown(rows.values[3]));
}

TEST(ThinRowsTest, KeepsTheFirstAndLastWord) {
  EXPECT_EQ(Thinned({{100, 5}, {300, 9}, {500, 1}, {600, 3}}, FieldForm::kWord).values, (Values{5, 3}));
}

TEST(ThinRowsTest, MergesRowsOfTheSameTime) {
  ThinRows thin(1000, {FieldForm::kNumber, FieldForm::kNumber});
  for (const double t : {100.0, 300.0}) {
    thin.Add(t, Values{t, kUnknown});
    thin.Add(t, Values{kUnknown, t + 1});
  }
  EXPECT_EQ(thin.Rows().t, (Values{100, 300}));
  EXPECT_EQ(thin.Rows().values, (Values{100, 101, 300, 301}));
}

}  // namespace
}  // namespace rtc_vitals
