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
  EXPECT_EQ(Thinned(rows, FieldForm::kBool).values, (Values{0, 1}));
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

TEST(ThinRowsTest, DoublesItsSlotsAsIfTheyHadBeenThatLong) {
  ThinRows doubled = ThinRows::Bounded(4, {FieldForm::kNumber, FieldForm::kWord});
  ThinRows fixed(64, {FieldForm::kNumber, FieldForm::kWord});
  for (int i = 0; i < 200; ++i) {
    const double t = (i * 89) % 200;
    const Values row = {(i * 31) % 17 ? (i * 31) % 17 * 1.0 : kUnknown, i % 5 ? t : kUnknown};
    doubled.Add(t, row), fixed.Add(t, row);
  }
  EXPECT_EQ(doubled.Rows().t, fixed.Rows().t);
  EXPECT_EQ(doubled.Rows().values, fixed.Rows().values);
}

TEST(ThinRowsTest, KeepsTheEarliestAndLatestWordInAnyOrderOfRows) {
  std::vector<std::pair<double, double>> rows = {{100, 5}, {300, 9}, {500, 1}, {600, 3}, {700, kUnknown}};
  do {
    const SampleRows thinned = Thinned(rows, FieldForm::kWord);
    ASSERT_EQ(thinned.t, (Values{100, 700}));
    ASSERT_EQ(thinned.values, (Values{5, 3})) << rows[0].first << ' ' << rows[1].first << ' ' << rows[2].first << ' ' << rows[3].first;
  } while (std::next_permutation(rows.begin(), rows.end()));
}

TEST(ThinRowsTest, KeepsEveryRowWhileThereAreFewerThanItsSlots) {
  ThinRows thin = ThinRows::Bounded(100, {FieldForm::kNumber});
  for (int i = 0; i < 100; ++i) thin.Add(1'700'000'000'000 + 1000 * i, Values{static_cast<double>(i)});
  ASSERT_EQ(thin.Rows().t.size(), 100u);
  EXPECT_EQ(thin.Rows().values[37], 37);
}

TEST(ThinRowsTest, BoundsTheRowsOfALongTimeAndKeepsItsDipsAndPeaks) {
  constexpr int kLength = 200'000;
  ThinRows thin = ThinRows::Bounded(1500, {FieldForm::kNumber, FieldForm::kWord});
  for (int i = 0; i < kLength; ++i) thin.Add(i, Values{i == 23'456 ? 0.0 : i == 177'777 ? 900.0 : 500.0, static_cast<double>(i)});
  const SampleRows rows = thin.Rows();
  ASSERT_GT(rows.t.size(), 1000u);
  ASSERT_LE(rows.t.size(), 3000u);
  EXPECT_TRUE(std::is_sorted(rows.t.begin(), rows.t.end()));
  EXPECT_EQ(rows.t.front(), 0);
  EXPECT_EQ(rows.t.back(), kLength - 1);
  const auto time_of = [&](double value) {
    for (std::size_t i = 0; i < rows.t.size(); ++i) {
      if (rows.values[2 * i] == value) return rows.t[i];
    }
    return kUnknown;
  };
  EXPECT_NEAR(time_of(0), 23'456, 256);
  EXPECT_NEAR(time_of(900), 177'777, 256);
  for (std::size_t i = 0; i < rows.t.size(); ++i) ASSERT_EQ(rows.values[2 * i + 1], rows.t[i]) << "the word of that time";
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
