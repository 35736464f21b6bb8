#include "core/forensics/wording.h"

#include <gtest/gtest.h>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

TEST(DurationTextTest, MillisecondsBelowOneSecond) {
  EXPECT_EQ(DurationText(350), "350 ms");
  EXPECT_EQ(DurationText(9124), "9.1 s");
  EXPECT_EQ(DurationText(4250), "4.3 s") << "rounded half up";
  EXPECT_EQ(DurationText(999.6), "1.0 s");
  EXPECT_EQ(DurationText(59'960), "1 min 0 s");
  EXPECT_EQ(DurationText(kUnknown), "an unknown time");
}

TEST(DurationTextTest, MinutesAndHoursOfALongCall) {
  EXPECT_EQ(DurationText(60'000), "1 min 0 s");
  EXPECT_EQ(DurationText(119'600), "2 min 0 s");
  EXPECT_EQ(DurationText(8 * 3'600'000.0 + 61'000), "8 h 1 min");
}

TEST(PositionTextTest, TenthOfASecondInCallsOfAnyLength) {
  EXPECT_EQ(PositionText(11'650), "11.7 s");
  EXPECT_EQ(PositionText(59'980), "1 min 0.0 s");
  EXPECT_EQ(PositionText(3'600'000 + 4'200), "1 h 0 min 4.2 s");
}

TEST(TimesTextTest, OnceTwiceAndSoOn) {
  EXPECT_EQ(TimesText(1), "once");
  EXPECT_EQ(TimesText(2), "twice");
  EXPECT_EQ(TimesText(3), "3 times");
}

TEST(ShareTextTest, SmallSharesHaveADecimal) {
  EXPECT_EQ(ShareText(0.059), "5.9 %");
  EXPECT_EQ(ShareText(0.484), "48 %");
  EXPECT_EQ(ShareText(0.0004), "less than 0.1 %") << "above zero";
  EXPECT_EQ(ShareText(0), "0.0 %");
}

TEST(PartsTest, JoinsWithCommasAndAnd) {
  Parts parts;
  parts.Add("a");
  EXPECT_EQ(parts.Text(), "a");
  parts.Add("");
  parts.Add("b");
  EXPECT_EQ(parts.Text(), "a and b");
  parts.Add("c");
  EXPECT_EQ(parts.Text(), "a, b and c");
}

}  // namespace
}  // namespace rtc_vitals
