#include "core/reading/downsampler.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

using Values = std::vector<double>;

SampleRows Downsampled(const std::vector<std::pair<double, double>>& rows, FieldForm form = FieldForm::kNumber) {
  Downsampler downsampler(1000, {form});
  for (const auto& [t, value] : rows) downsampler.Add(t, Values{value});
  return downsampler.Rows();
}

TEST(DownsamplerTest, KeepsUpToTwoRowsPerSlot) {
  const SampleRows rows = Downsampled({{100, 9}, {300, 4}, {1500, 2}});
  EXPECT_EQ(rows.t, (Values{100, 300, 1500}));
  EXPECT_EQ(rows.values, (Values{9, 4, 2}));
}

TEST(DownsamplerTest, KeepsTheMinimumAndMaximumOfMoreRows) {
  const SampleRows rows = Downsampled({{100, 9}, {300, 4}, {500, 7}, {900, 8}});
  EXPECT_EQ(rows.t, (Values{100, 900}));
  EXPECT_EQ(rows.values, (Values{4, 9}));
}

TEST(DownsamplerTest, ResultDoesNotDependOnTheOrderOfRows) {
  std::vector<std::pair<double, double>> rows = {{100, 9}, {300, 4}, {500, 7}, {900, 8}, {1100, 3}, {1200, 2}};
  const SampleRows expected = Downsampled(rows);
  std::sort(rows.begin(), rows.end());
  do {
    const SampleRows found = Downsampled(rows);
    ASSERT_EQ(found.t, expected.t);
    ASSERT_EQ(found.values, expected.values);
  } while (std::next_permutation(rows.begin(), rows.end()));
}

TEST(DownsamplerTest, KeepsOneFrozenSampleOfMany) {
  std::vector<std::pair<double, double>> rows;
  for (int i = 0; i < 1000; ++i) rows.emplace_back(i, i == 500);
  EXPECT_EQ(Downsampled(rows, FieldForm::kBool).values, (Values{0, 1}));
}

TEST(DownsamplerTest, PrefersKnownValues) {
  const SampleRows rows = Downsampled({{100, kUnknown}, {300, 4}, {500, kUnknown}, {1100, kUnknown}, {1200, kUnknown}, {1300, kUnknown}});
  EXPECT_EQ(rows.t, (Values{100, 500, 1100, 1300}));
  EXPECT_EQ(rows.values[0], 4);
  EXPECT_EQ(rows.values[1], 4);
  EXPECT_FALSE(IsKnown(rows.values[2]) || IsKnown(rows.values[3]));
}

TEST(DownsamplerTest, KeepsTheFirstAndLastWord) {
  EXPECT_EQ(Downsampled({{100, 5}, {300, 9}, {500, 1}, {600, 3}}, FieldForm::kWord).values, (Values{5, 3}));
}

TEST(DownsamplerTest, DoublesItsSlotsAsIfTheyHadBeenThatLong) {
  Downsampler doubled = Downsampler::Bounded(4, {FieldForm::kNumber, FieldForm::kWord});
  Downsampler fixed(64, {FieldForm::kNumber, FieldForm::kWord});
  for (int i = 0; i < 200; ++i) {
    const double t = (i * 89) % 200;
    const Values row = {(i * 31) % 17 ? (i * 31) % 17 * 1.0 : kUnknown, i % 5 ? t : kUnknown};
    doubled.Add(t, row), fixed.Add(t, row);
  }
  EXPECT_EQ(doubled.Rows().t, fixed.Rows().t);
  EXPECT_EQ(doubled.Rows().values, fixed.Rows().values);
}

TEST(DownsamplerTest, KeepsTheEarliestAndLatestWordInAnyOrderOfRows) {
  std::vector<std::pair<double, double>> rows = {{100, 5}, {300, 9}, {500, 1}, {600, 3}, {700, kUnknown}};
  do {
    const SampleRows downsampled = Downsampled(rows, FieldForm::kWord);
    ASSERT_EQ(downsampled.t, (Values{100, 700}));
    ASSERT_EQ(downsampled.values, (Values{5, 3})) << rows[0].first << ' ' << rows[1].first << ' ' << rows[2].first << ' ' << rows[3].first;
  } while (std::next_permutation(rows.begin(), rows.end()));
}

TEST(DownsamplerTest, KeepsEveryRowWhileThereAreFewerThanItsSlots) {
  Downsampler downsampled = Downsampler::Bounded(100, {FieldForm::kNumber});
  for (int i = 0; i < 100; ++i) downsampled.Add(1'700'000'000'000 + 1000 * i, Values{static_cast<double>(i)});
  ASSERT_EQ(downsampled.Rows().t.size(), 100u);
  EXPECT_EQ(downsampled.Rows().values[37], 37);
}

TEST(DownsamplerTest, BoundsTheRowsOfALongTimeAndKeepsItsDipsAndPeaks) {
  constexpr int kLength = 200'000;
  Downsampler downsampled = Downsampler::Bounded(1500, {FieldForm::kNumber, FieldForm::kWord});
  for (int i = 0; i < kLength; ++i) downsampled.Add(i, Values{i == 23'456 ? 0.0 : i == 177'777 ? 900.0 : 500.0, static_cast<double>(i)});
  const SampleRows rows = downsampled.Rows();
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

TEST(DownsamplerTest, MergesRowsOfTheSameTime) {
  Downsampler downsampled(1000, {FieldForm::kNumber, FieldForm::kNumber});
  for (const double t : {100.0, 300.0}) {
    downsampled.Add(t, Values{t, kUnknown});
    downsampled.Add(t, Values{kUnknown, t + 1});
  }
  EXPECT_EQ(downsampled.Rows().t, (Values{100, 300}));
  EXPECT_EQ(downsampled.Rows().values, (Values{100, 101, 300, 301}));
}

}  // namespace
}  // namespace rtc_vitals
