#include "core/freeze/sender_reports.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(SenderReportsTest, CountsSentPacketsFromTheSecondReportOn) {
  SenderReports reports;
  EXPECT_FALSE(IsKnown(reports.idle_ms()));
  reports.Add(1000, 600, 60'000);
  EXPECT_EQ(reports.count(), 1);
  EXPECT_EQ(reports.packets(), 0);
  reports.Add(2000, 630, 63'000);
  reports.Add(3000, 660, 66'000);
  EXPECT_EQ(reports.count(), 3);
  EXPECT_EQ(reports.packets(), 60);
  EXPECT_EQ(reports.idle_ms(), 0);
}

TEST(SenderReportsTest, IgnoresRepeatedReports) {
  SenderReports reports;
  reports.Add(1000, 600, 60'000);
  reports.Add(1000, 600, 60'000);
  reports.Add(kUnknown, kUnknown, kUnknown);
  EXPECT_EQ(reports.count(), 1);
}

TEST(SenderReportsTest, MeasuresHowLongTheSenderHasBeenStill) {
  SenderReports reports;
  reports.Add(1000, 600, 60'000);
  reports.Add(2000, 609, 61'000);
  reports.Add(3000, 609, 61'000);
  reports.Add(4500, 609, 61'000);
  EXPECT_EQ(reports.packets(), 9);
  EXPECT_EQ(reports.idle_ms(), 2500);
}

TEST(SenderReportsTest, IgnoresPacketsWithoutPayload) {
  for (const double bytes : {60'000., kUnknown}) {
    SenderReports reports;
    reports.Add(1000, 600, bytes);
    reports.Add(2000, 640, bytes);
    EXPECT_EQ(reports.packets(), bytes > 0 ? 0 : 40);
    EXPECT_EQ(reports.idle_ms(), bytes > 0 ? 1000 : 0);
  }
}

}  // namespace
}  // namespace rtc_vitals
