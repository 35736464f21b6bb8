#include "core/dump/call_reader.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

std::string Line(int poll, const char* pc = "a") {
  const std::string t = std::to_string(1000 * poll);
  return R"({"t":)" + t + R"(,"pc":")" + pc + R"(","report":[{"id":"IV","type":"inbound-rtp","kind":"video","ssrc":7,"timestamp":)" + t +
         R"(,"bytesReceived":)" + std::to_string(500 * poll) + "}]}";
}

TEST(CallReaderTest, ALinePerStreamWithWhatIsKnown) {
  CallReader reader;
  EXPECT_EQ(reader.Read(Line(1)), "");
  EXPECT_EQ(reader.samples(), R"({"t":1000,"connection":"a","kind":"connection"}
{"t":1000,"connection":"a","kind":"inboundVideo","stream":"IV","ssrc":7}
)");
  EXPECT_EQ(reader.Read(Line(2)), "");
  EXPECT_NE(reader.samples().find(R"("stream":"IV","ssrc":7,"bitrate":4000)"), std::string::npos) << reader.samples();
}

TEST(CallReaderTest, OnlyTheConnectionThatWasPolledIsTold) {
  CallReader reader;
  reader.Read(Line(1));
  reader.Read(Line(1, "b"));
  EXPECT_EQ(reader.samples().find(R"("connection":"a")"), std::string::npos);
}

TEST(CallReaderTest, ALineThatIsNoReportMakesNoSamples) {
  CallReader reader;
  reader.Read(Line(1));
  EXPECT_NE(reader.Read("{"), "");
  EXPECT_EQ(reader.samples(), "");
  EXPECT_EQ(reader.Read(R"({"t":1500,"pc":"a","event":"x"})"), "");
  EXPECT_EQ(reader.samples(), "");
  EXPECT_EQ(reader.Read(Line(2)), "");
  EXPECT_NE(reader.samples().find(R"("bitrate":4000)"), std::string::npos) << "the call goes on behind a bad line";
}

}  // namespace
}  // namespace rtc_vitals
