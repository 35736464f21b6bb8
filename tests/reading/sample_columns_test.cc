#include "core/reading/sample_columns.h"

#include <gtest/gtest.h>

#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

DecodedBatch Batch(const std::string& t, const std::string& video, const std::string& state = "connected") {
  const std::string text = R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":1,"seq":0,"sentAt":1,"connections":[{"id":"c1","t":[)" + t +
                           R"(]}],"connection":{"connectionState":")" + state + R"("},"inboundVideo":)" + video + "}";
  return ReadValid(text);
}

std::string Text(const SampleColumns& columns, double offset = 0) {
  JsonWriter writer;
  writer.BeginArray();
  for (std::size_t i = 0; i < columns.count(); ++i) columns.Write(i, 7, offset, writer);
  writer.EndArray();
  return writer.Take();
}

TEST(SampleColumnsTest, RowsAreChronologicalWithTheOffsetAdded) {
  SampleColumns columns({});
  columns.Add(Batch("3000,4000", R"({"streams":[{"id":"V","connection":0,"ssrc":9}],"bitrate":[[3,4]]})", "failed"));
  columns.Add(Batch("1000,2000", R"({"streams":[{"id":"V","connection":0,"mid":"0"}],"bitrate":[[1,2]],"isFrozen":true})"));
  EXPECT_EQ(Text(columns, 50),
            R"([{"epoch":7,"stream":"c1","kind":"connection","connection":"c1","id":"","t":[1050,2050,3050,4050],)"
            R"("columns":{"connectionState":["connected","connected","failed","failed"]}},)"
            R"({"epoch":7,"stream":"c1/V","kind":"inboundVideo","connection":"c1","id":"V","ssrc":9,"mid":"0","t":[1050,2050,3050,4050],)"
            R"("columns":{"bitrate":[1,2,3,4],"isFrozen":[true,true,null,null]}}])");
}

TEST(SampleColumnsTest, KeepsWhatEarlierBatchesSaidOfAStream) {
  SampleColumns columns({.members = "bitrate"});
  columns.Add(Batch("1000", R"({"streams":[{"id":"V","connection":0,"mid":"0","rid":"h","codec":"video/VP8",)"
                            R"("label":{"participant":"Ann"}}],"bitrate":1})"));
  columns.Add(Batch("2000", R"({"streams":[{"id":"V","connection":0}],"bitrate":2})"));
  const std::string text = Text(columns);
  EXPECT_NE(text.find(R"("mid":"0","rid":"h","codec":"video/VP8","label":{"participant":"Ann"},"t":[1000,2000])"), std::string::npos)
      << text;
}

TEST(SampleColumnsTest, MergesASplitPollIntoOneRow) {
  SampleColumns columns({.members = "bitrate,jitter"});
  columns.Add(Batch("1000,2000", R"({"streams":[{"id":"V","connection":0}],"bitrate":[[1,2]],"qp":30})"));
  columns.Add(Batch("2000", R"({"streams":[{"id":"V","connection":0}],"jitter":5})"));
  const std::string text = Text(columns);
  EXPECT_NE(text.find(R"("t":[1000,2000],"columns":{"bitrate":[1,2],"jitter":[null,5]}}])"), std::string::npos) << text;
}

TEST(SampleColumnsTest, KeepsOnlyTheRequestedMembers) {
  SampleColumns columns({.members = "packetLoss"});
  columns.Add(Batch("1000", R"({"streams":[{"id":"V","connection":0}],"bitrate":1,"packetLoss":0.5,"residualPacketLoss":0.1})"));
  const std::string text = Text(columns);
  EXPECT_NE(text.find(R"("columns":{"packetLoss":[0.5]}}])"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("t":[1000],"columns":{}},)"), std::string::npos) << text;
}

TEST(SampleColumnsTest, KeepsOnlyTheRequestedTimeRange) {
  SampleColumns columns({.members = "bitrate", .from = 2000, .to = 3000});
  columns.Add(Batch("1000,2000,3000,4000", R"({"streams":[{"id":"V","connection":0}],"bitrate":[[1,2,3,4]]})"));
  const std::string text = Text(columns);
  EXPECT_NE(text.find(R"("t":[2000,3000],"columns":{"bitrate":[2,3]}}])"), std::string::npos) << text;
}

TEST(SampleColumnsTest, ThinsRowsToTheRequestedNumberOfPoints) {
  SampleColumns columns({.members = "bitrate,isFrozen,connectionState", .from = 0, .to = 8000, .points = 4});
  columns.Add(Batch("1000,2000,3000,3500", R"({"streams":[{"id":"V","connection":0}],"bitrate":[[5,9,1,4]],)"
                                           R"("isFrozen":[[false,true,false,null]]})"));
  columns.Add(Batch("5000,6000", R"({"streams":[{"id":"V","connection":0}],"bitrate":[[7,2]],"isFrozen":false})", "failed"));
  EXPECT_EQ(Text(columns), R"([{"epoch":7,"stream":"c1","kind":"connection","connection":"c1","id":"","t":[1000,3500,5000,6000],)"
                           R"("columns":{"connectionState":["connected","connected","failed","failed"]}},)"
                           R"({"epoch":7,"stream":"c1/V","kind":"inboundVideo","connection":"c1","id":"V","t":[1000,3500,5000,6000],)"
                           R"("columns":{"bitrate":[1,9,7,2],"isFrozen":[false,true,false,false]}}])");
}

}  // namespace
}  // namespace rtc_vitals
