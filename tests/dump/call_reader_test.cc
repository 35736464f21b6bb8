#include "core/dump/call_reader.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

// One poll per second.
std::string Line(int poll, const char* pc = "a") {
  const std::string t = std::to_string(1'700'000'000'000 + 1000 * poll);
  return R"({"t":)" + t + R"(,"pc":")" + pc + R"(","report":[{"id":"IV","type":"inbound-rtp","kind":"video","ssrc":7,"timestamp":)" + t +
         R"(,"bytesReceived":)" + std::to_string(500 * poll) + "}]}";
}

TEST(CallReaderTest, WritesOneLinePerStreamWithKnownValues) {
  CallReader reader;
  EXPECT_EQ(reader.Read(Line(1)), "");
  EXPECT_EQ(reader.samples(), R"({"t":1700000001000,"connection":"a","kind":"connection"}
{"t":1700000001000,"connection":"a","kind":"inboundVideo","stream":"IV","ssrc":7}
)");
  EXPECT_EQ(reader.Read(Line(2)), "");
  EXPECT_NE(reader.samples().find(R"("stream":"IV","ssrc":7,"bitrate":4000)"), std::string::npos) << reader.samples();
}

TEST(CallReaderTest, WritesOnlyThePolledConnection) {
  CallReader reader;
  reader.Read(Line(1));
  reader.Read(Line(1, "b"));
  EXPECT_EQ(reader.samples().find(R"("connection":"a")"), std::string::npos);
  EXPECT_NE(reader.samples().find(R"("connection":"b")"), std::string::npos);
}

TEST(CallReaderTest, WritesNoSamplesForALineWithoutAReport) {
  CallReader reader;
  reader.Read(Line(1));
  EXPECT_NE(reader.Read("{"), "");
  EXPECT_EQ(reader.samples(), "");
  EXPECT_EQ(reader.Read(R"({"t":1700000001500,"pc":"a","event":"x"})"), "");
  EXPECT_EQ(reader.samples(), "");
  EXPECT_EQ(reader.Read(Line(2)), "");
  EXPECT_NE(reader.samples().find(R"("bitrate":4000)"), std::string::npos) << "the call continues after a bad line";
}

TEST(CallReaderTest, VerdictMentionsAMissingFrameClock) {
  CallReader reader;
  for (int poll = 1; poll <= 9; ++poll) {
    std::string line = Line(poll);
    line.insert(line.find(R"("bytes)"), R"("framesDecoded":)" + std::to_string(30 * poll) + ",");
    EXPECT_EQ(reader.Read(line), "");
  }
  EXPECT_NE(reader.Connections().find("The browser does not report totalInterFrameDelay"), std::string::npos) << reader.Connections();
}

TEST(CallReaderTest, VerdictWarnsOfReportsBuiltOnALostLine) {
  const auto verdict_of = [](const char* second, const char* last) {
    CallReader reader;
    reader.Read(R"(["create","a",{},1700000000000])");
    reader.Read(second);
    EXPECT_EQ(reader.Read(R"(["g","a",{"t":1700000002000,"V":{"41":2000}},1000])"), "");
    reader.Read(last);
    return reader.Connections();
  };
  const char* const whole = R"(["g","a",{"t":1700000001000,"V":{"type":1,"11":"video","41":1000}},1000])";
  EXPECT_NE(verdict_of(whole, "").find(R"("verdict":"It is unknown whether the video froze)"), std::string::npos) << verdict_of(whole, "");
  EXPECT_NE(verdict_of("x", "").find(R"("verdict":"A line of this dump could not be read, and later lines contain only changes to it: )"
                                     "the following may be wrong. Too short"),
            std::string::npos)
      << verdict_of("x", "");
  EXPECT_EQ(verdict_of(whole, "x"), verdict_of(whole, "")) << "nothing is built on the last line";
}

TEST(CallReaderTest, ConcludesOnEachConnection) {
  CallReader reader;
  for (int poll = 1; poll <= 3; ++poll) reader.Read(Line(poll));
  reader.Read(Line(3, "b"));
  reader.Read(R"({"t":1700000003500,"pc":"b","report":[],"conn":"failed"})");
  EXPECT_NE(reader.events().find("connection-state"), std::string::npos) << reader.events();
  reader.Finish();
  EXPECT_EQ(reader.samples(), "");
  const std::string connections = reader.Connections();
  EXPECT_TRUE(connections.starts_with(R"([{"id":"a","samples":3,"watchedMs":0,"freezes":[],"episodes":[],"notes":[],"verdict":")"))
      << connections;
  EXPECT_NE(connections.find(R"({"id":"b","samples":2,)"), std::string::npos) << connections;
}

TEST(CallReaderTest, TreatsAReloadedPageAsAnotherConnection) {
  CallReader reader;
  for (int poll = 1; poll <= 20; ++poll) {
    const int own = poll <= 10 ? poll + 1000 : poll - 10;  // since its page was loaded
    std::string line = Line(poll);
    line.insert(line.find(R"("report")"), R"("perf":)" + std::to_string(1000 * own) + ",");
    EXPECT_EQ(reader.Read(line), "");
  }
  const std::string connections = reader.Connections();
  EXPECT_TRUE(connections.starts_with(R"([{"id":"a","samples":10,)")) << connections;
  EXPECT_NE(connections.find(R"_({"id":"a (page load 2)","samples":10,)_"), std::string::npos) << connections;
  EXPECT_EQ(connections.find("clock was set"), std::string::npos) << connections;
}

TEST(CallReaderTest, KeepsTheRequestedColumns) {
  CallReader none;
  none.Read(Line(1));
  EXPECT_EQ(none.Streams(), "[]");
  CallReader reader;
  reader.KeepColumns("bitrate", 100);
  for (int poll = 1; poll <= 3; ++poll) reader.Read(Line(poll));
  EXPECT_EQ(reader.Streams(), R"([{"epoch":1,"stream":"a","kind":"connection","connection":"a","id":"",)"
                              R"("t":[1700000001000,1700000002000,1700000003000],"columns":{}},)"
                              R"({"epoch":1,"stream":"a/IV","kind":"inboundVideo","connection":"a","id":"IV","ssrc":7,)"
                              R"("t":[1700000001000,1700000002000,1700000003000],)"
                              R"("columns":{"bitrate":[null,4000,4000]}}])");
}

TEST(CallReaderTest, ThinsTheColumnsOfALongCall) {
  CallReader reader;
  reader.KeepColumns("bitrate", 10);
  for (int poll = 1; poll <= 100; ++poll) reader.Read(Line(poll));
  const std::string streams = reader.Streams();
  EXPECT_LT(streams.size(), 700u) << streams;
  EXPECT_NE(streams.find(R"("t":[1700000001000,)"), std::string::npos) << streams;
  EXPECT_NE(streams.find(R"(,1700000100000],"columns":{"bitrate":)"), std::string::npos) << streams;
}

TEST(CallReaderTest, DetectsAClockStepByPerformanceNow) {
  CallReader reader;
  for (int poll = 1; poll <= 20; ++poll) {
    std::string line = Line(poll <= 10 ? poll : poll + 7200);
    line.insert(line.find(R"("report")"), R"("perf":)" + std::to_string(1000 * poll) + ",");
    line.insert(line.find(R"("bytes)"), R"("framesDecoded":)" + std::to_string(30 * poll) + R"(,"totalInterFrameDelay":)" +
                std::to_string(poll) + ",");
    EXPECT_EQ(reader.Read(line), "");
  }
  EXPECT_NE(reader.Connections().find(R"("verdict":"No freeze in 19.0 s. The clock was set forward by 2 h 0 min at 10.0 s)"),
            std::string::npos)
      << reader.Connections();
}

}  // namespace
}  // namespace rtc_vitals
