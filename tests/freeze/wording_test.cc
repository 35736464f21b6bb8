#include "core/freeze/wording.h"

#include <gtest/gtest.h>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

TEST(LengthTextTest, MillisecondsBelowASecond) {
  EXPECT_EQ(LengthText(350), "350 ms");
  EXPECT_EQ(LengthText(9124), "9.1 s");
  EXPECT_EQ(LengthText(kUnknown), "a while");
}

TEST(ShareTextTest, SmallSharesHaveADecimal) {
  EXPECT_EQ(ShareText(0.059), "5.9 %");
  EXPECT_EQ(ShareText(0.484), "48 %");
}

TEST(PartsTest, CommasAndAnAnd) {
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
