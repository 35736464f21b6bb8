#include "core/dump/rtcstats_reader.h"

#include <gtest/gtest.h>

#include "core/dump/call_reader.h"

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

class RtcstatsReaderTest : public testing::Test {
 protected:
  // The line read from an entry; null if it is no report.
  Json Line(const char* entry) {
    Json line;
    return reader_.Read(Json::parse(entry), line) ? line : Json();
  }

  RtcstatsReader reader_;
};

TEST_F(RtcstatsReaderTest, RestoresUnchangedMembers) {
  EXPECT_EQ(Line(R"(["getStats","PC_0",{"t":1700000000500,"0":{"type":1,"10":5,"11":"video","41":1000},"1":{"type":"codec",)"
                 R"("6":"video/VP8"}},1700000000501])"),
            Json::parse(R"({"t":1700000000501,"pc":"PC_0","report":{"0":{"type":"inbound-rtp","ssrc":5,"kind":"video",
                                  "bytesReceived":1000,"timestamp":1700000000500},
                            "1":{"type":"codec","mimeType":"video/VP8","timestamp":1700000000500}}})"));
  EXPECT_EQ(Line(R"(["g","PC_0",{"t":1700000001500,"0":{"41":2500}},1000])"),
            Json::parse(R"({"t":1700000001501,"pc":"PC_0","report":{"0":{"type":"inbound-rtp","ssrc":5,"kind":"video",
                                  "bytesReceived":2500,"timestamp":1700000001500},
                            "1":{"type":"codec","mimeType":"video/VP8","timestamp":1700000001500}}})"));
}

TEST_F(RtcstatsReaderTest, ForgetsRemovedObjects) {
  Line(R"([1,"PC_0",{"t":1700000000500,"0":{"type":1},"1":{"type":14}},1700000000501])");
  const Json line = Line(R"([1,"PC_0",{"t":1700000001500,"1":null},1000])");
  EXPECT_TRUE(line["report"].contains("0"));
  EXPECT_FALSE(line["report"].contains("1"));
}

TEST_F(RtcstatsReaderTest, RepeatedRtcpReportsKeepTheirTimestamp) {
  Line(R"(["g","a",{"t":1700000000500,"0":{"type":3,"t":1700000000100,"75":0.05}},1700000000501])");
  EXPECT_EQ(Line(R"(["g","a",{"t":1700000001500,"1":{"type":10}},1000])")["report"]["0"]["timestamp"], 1700000000100);
  EXPECT_EQ(Line(R"(["g","a",{"t":1700000002500,"0":{"t":1700000002400,"75":0.06}},1000])")["report"]["0"]["timestamp"], 1700000002400);
}

TEST_F(RtcstatsReaderTest, AppliesDeltasToNestedMembers) {
  Line(R"(["g","a",{"t":1700000000500,"0":{"type":2,"96":{"cpu":0,"none":1}}},1700000000501])");
  EXPECT_EQ(Line(R"(["g","a",{"t":1700000001500,"0":{"96":{"none":2}}},1000])")["report"]["0"]["qualityLimitationDurations"],
            Json::parse(R"({"cpu":0,"none":2})"));
}

TEST_F(RtcstatsReaderTest, ReadsOlderFormats) {
  Line(R"(["getstats","PC_0",{"timestamp":1600000000500,"V":{"type":"inbound-rtp","bytesReceived":1,"timestamp":0}},1600000000501])");
  const Json line = Line(R"(["getstats","PC_0",{"timestamp":1600000010500,"V":{"bytesReceived":9,"timestamp":0}},1600000010501])");
  EXPECT_EQ(line["t"], 1600000010501);
  EXPECT_EQ(line["report"], Json::parse(R"({"V":{"type":"inbound-rtp","bytesReceived":9,"timestamp":1600000010500}})"));
}

TEST_F(RtcstatsReaderTest, KeepsConnectionsApartAndFollowsTheirStates) {
  EXPECT_TRUE(Line(R"(["create",null,{},1700000000000])").is_null());
  EXPECT_TRUE(Line(R"([25,"PC_0","connected",10])").is_null());
  EXPECT_TRUE(Line(R"(["oniceconnectionstatechange","PC_1",["checking"],10])").is_null());
  const Json first = Line(R"(["g","PC_0",{"t":1,"0":{"type":10}},10])");
  const Json second = Line(R"(["g","PC_1",{"t":1,"5":{"type":10}},10])");
  EXPECT_EQ(first["t"], 1700000000030);
  EXPECT_EQ(first["conn"], "connected");
  EXPECT_FALSE(first.contains("ice"));
  EXPECT_EQ(second["ice"], "checking");
  EXPECT_FALSE(second["report"].contains("0"));
}

TEST_F(RtcstatsReaderTest, ReadsStatesAsChromeWritesThem) {
  Line(R"(["onconnectionstatechange","8-2","\"connected\"",1700000000000])");
  EXPECT_EQ(Line(R"(["getStats","8-2",{"P":{"type":"peer-connection"}},10])")["conn"], "connected");
}

TEST_F(RtcstatsReaderTest, SkipsUnusableLines) {
  for (const char* const entry : {"[]", "[1]", R"(["g","a",5,1])", R"(["g","a",{},"soon"])", R"(["g",{},{},1])", R"(["g","a",null,1])",
                                  "[1,2,3]"}) {
    EXPECT_TRUE(Line(entry).is_null()) << entry;
  }
}

TEST_F(RtcstatsReaderTest, ReportsTheFirstLostLineAndWhetherReportsAreBuiltOnIt) {
  EXPECT_FALSE(reader_.MarkLost()) << "lines before the dump are not part of it";
  Line(R"(["create",null,{},1700000000000])");
  EXPECT_TRUE(reader_.MarkLost());
  EXPECT_FALSE(reader_.MarkLost());
  EXPECT_FALSE(reader_.built_on_lost());
  Line(R"(["g","a",{"t":1,"0":{"41":5}},10])");
  EXPECT_TRUE(reader_.built_on_lost());
}

TEST(CallReaderRtcstatsTest, SamplesADump) {
  CallReader reader;
  EXPECT_EQ(reader.Read("RTCStatsDump\r\n"), "");
  EXPECT_EQ(reader.Read(R"({"fileFormat":3,"userAgent":"x"})"), "");
  EXPECT_EQ(reader.Read(R"(["g","PC_0",{"t":1700000000500,"0":{"type":1,"10":5,"11":"video","41":1000}},1700000000501])"), "");
  EXPECT_EQ(reader.Read(R"(["g","PC_0",{"t":1700000002500,"0":{"41":251000}},2000])"), "");
  EXPECT_NE(reader.samples().find(R"("kind":"inboundVideo","stream":"0","ssrc":5,"bitrate":1000000)"), std::string::npos)
      << reader.samples();
}

}  // namespace
}  // namespace rtc_vitals
