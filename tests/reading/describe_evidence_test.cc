#include "core/reading/describe_evidence.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/freeze/evidence_list.h"
#include "core/reading/json_tape.h"

namespace rtc_vitals {
namespace {

TEST(DescribeEvidenceTest, DescribesEveryEvidenceValueWithItsDecimals) {
  JsonTape tape;
  ASSERT_FALSE(tape.Read(DescribeEvidence(), JsonLimits()));
  std::map<std::string, double> decimals;
  for (const JsonValue entry : tape.root()) {
    EXPECT_FALSE(entry.Find("doc").text().empty()) << entry.Path();
    decimals[entry.Find("name").text()] = entry.Find("decimals").number();
  }
  GapEvidence gap;
  gap.before = {.ms = 6000, .video_bytes = 360'000};
  gap.edge = {.ms = 1000, .video_bytes = 30'000, .video_packets = 30, .video_lost = 3};
  gap.rtt_floor_ms = 50;
  const EventValues values = EvidenceOf(gap);
  ASSERT_FALSE(values.empty());
  for (const EventValue& value : values) {
    ASSERT_TRUE(decimals.contains(value.key)) << value.key;
    EXPECT_EQ(decimals[value.key], value.decimals) << value.key;
  }
  EXPECT_NE(DescribeEvidence().find(R"({"name":"rttFloor","unit":"ms","decimals":1,"doc":")"), std::string::npos);
}

}  // namespace
}  // namespace rtc_vitals
