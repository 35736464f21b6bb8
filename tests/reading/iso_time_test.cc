#include "core/reading/iso_time.h"

#include <gtest/gtest.h>

#include "core/base/unknown.h"

namespace rtc_vitals {
namespace {

TEST(ParseIsoTimeTest, ParsesDates) {
  EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(ParseIsoTime("2026-11-21T12:34:56.789Z"), 1795264496789);
  EXPECT_EQ(ParseIsoTime("2026-11-21T12:34:56.789+00:00"), 1795264496789);
  EXPECT_EQ(ParseIsoTime("2026-11-21T14:04:56.789+01:30"), 1795264496789);
  EXPECT_EQ(ParseIsoTime("2026-11-21T11:34:56.789-01:00"), 1795264496789);
  EXPECT_EQ(ParseIsoTime("2024-02-29T00:00:00Z"), 1709164800000);
  EXPECT_EQ(ParseIsoTime("1969-12-31T23:59:59Z"), -1000);
  EXPECT_EQ(ParseIsoTime("2000-03-01t00:00:00z"), 951868800000);
}

TEST(ParseIsoTimeTest, RejectsEverythingElse) {
  for (const char* const text :
       {"", "now", "2026", "2026-11-21", "2026-11-21+00:00", "2026-11-21T12:34:56", "2026-11-21T12:34Z", "2026-11-21 12:34:56Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-31T00:00:00Z", "2026-11-21T24:00:00Z",
        "2026-11-21T12:60:00Z", "2026-11-21T12:34:56.Z", "2026-11-21T12:34:56Zx", "2026-11-21T12:34:56+0100", "2026-11-21T12:34:56+24:00",
        "-026-11-21T12:34:56Z", "1795264496789"}) {
    EXPECT_FALSE(IsKnown(ParseIsoTime(text))) << text;
  }
}

}  // namespace
}  // namespace rtc_vitals
