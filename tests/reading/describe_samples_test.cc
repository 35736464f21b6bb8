#include "core/reading/describe_samples.h"

#include <gtest/gtest.h>

#include "core/reading/json_tape.h"
#include "core/sample/sample.h"

namespace rtc_vitals {
namespace {

TEST(DescribeSamplesTest, ListsEveryMember) {
  JsonTape tape;
  ASSERT_FALSE(tape.Read(DescribeSamples(), JsonLimits()));
  size_t members = 0;
  for (int i = 0; i < kSampleKindCount; ++i) members += InfoOf(static_cast<SampleKind>(i)).fields.size();
  EXPECT_EQ(tape.root().size(), members);
  for (const JsonValue member : tape.root()) EXPECT_FALSE(member.Find("doc").text().empty()) << member.Path();
  EXPECT_NE(DescribeSamples().find(R"({"kind":"inboundVideo","name":"packetLoss","form":"number","unit":"","decimals":4,"min":0,"max":1,)"
                                   R"("doc":")"), std::string::npos);
}

}  // namespace
}  // namespace rtc_vitals
