#include "core/dump/internals_reader.h"

#include <gtest/gtest.h>

#include "core/dump/call_reader.h"

namespace rtc_vitals {
namespace {

using Json = nlohmann::json;

constexpr double kStart = 1763726400000;  // 2025-11-21T12:00:00Z

std::string Series(const std::string& name, const std::string& type, const std::string& start, const std::string& end,
                   const std::string& values) {
  return "\"" + name + "\":{\"startTime\":\"2025-11-21T12:00:" + start + "Z\",\"endTime\":\"2025-11-21T12:00:" + end +
         "Z\",\"statsType\":\"" + type + "\",\"values\":\"[" + values + "]\"}";
}

std::string Dump(const std::vector<std::string>& series, const std::string& log = "") {
  std::string stats;
  for (const std::string& one : series) stats += (stats.empty() ? "" : ",") + one;
  return R"({"getUserMedia":[],"PeerConnections":{"17-1":{"url":"","updateLog":[)" + log + R"(],"stats":{)" + stats +
         "}}},\"UserAgent\":\"x\"}";
}

std::vector<Json> Lines(const std::string& dump) {
  InternalsReader reader;
  EXPECT_EQ(reader.Open(dump), "");
  std::vector<Json> lines;
  for (Json line; reader.Next(line);) lines.push_back(line);
  return lines;
}

std::string PeerConnection() {
  return Series("P-timestamp", "peer-connection", "00.000", "02.000", "1763726400000,1763726401000,1763726402000");
}

TEST(InternalsReaderTest, ReassemblesReportsFromSeries) {
  const std::vector<Json> lines = Lines(Dump({PeerConnection(), Series("IT-01-timestamp", "inbound-rtp", "00.000", "02.000",
                                                                       "1763726400000,1763726401000,1763726402000"),
                                              Series("IT-01-bytesReceived", "inbound-rtp", "00.000", "02.000", "100,200,300"),
                                              Series("IT-01-kind", "inbound-rtp", "00.000", "02.000", R"(\"video\",\"video\",\"video\")"),
                                              Series("IT-01-[bytesReceived_in_bits/s]", "inbound-rtp", "00.000", "02.000", "0,800,800")}));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1]["t"], kStart + 1000);
  EXPECT_EQ(lines[1]["pc"], "17-1");
  EXPECT_EQ(lines[1]["report"]["IT-01"],
            Json({{"id", "IT-01"}, {"type", "inbound-rtp"}, {"timestamp", kStart + 1000}, {"bytesReceived", 200}, {"kind", "video"}}));
}

TEST(InternalsReaderTest, MembersAndObjectsMayAppearLateAndDisappearEarly) {
  const std::vector<Json> lines = Lines(Dump({PeerConnection(),
                                              Series("V-timestamp", "inbound-rtp", "00.000", "01.000", "1763726400000,1763726401000"),
                                              Series("V-qpSum", "inbound-rtp", "01.000", "01.000", "7"),
                                              Series("W-timestamp", "inbound-rtp", "02.000", "02.000", "1763726402000"),
                                              Series("V-early", "inbound-rtp", "00.000", "00.000", "1")}));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_FALSE(lines[0]["report"]["V"].contains("qpSum"));
  EXPECT_EQ(lines[0]["report"]["V"]["early"], 1);
  EXPECT_EQ(lines[1]["report"]["V"]["qpSum"], 7);
  EXPECT_FALSE(lines[1]["report"]["V"].contains("early"));
  EXPECT_FALSE(lines[1]["report"].contains("W"));
  EXPECT_FALSE(lines[2]["report"].contains("V"));
  EXPECT_TRUE(lines[2]["report"].contains("W"));
}

TEST(InternalsReaderTest, ReadsStatesFromTheLog) {
  const std::vector<Json> lines = Lines(Dump({PeerConnection()}, R"(
      {"type":"onconnectionstatechange","value":"\"connecting\"","timestamp":1763726400500.5},
      {"type":"oniceconnectionstatechange","value":"checking","timestamp":1763726400600},
      {"type":"onconnectionstatechange","value":"\"connected\"","timestamp":1763726401500},
      {"type":"onconnectionstatechange","value":"\"failed\"","time":"noon"},{"type":"onconnectionstatechange"},{"value":1},7)"));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_FALSE(lines[0].contains("conn"));
  EXPECT_EQ(lines[1]["conn"], "connecting");
  EXPECT_EQ(lines[1]["ice"], "checking");
  EXPECT_EQ(lines[2]["conn"], "connected");
}

TEST(InternalsReaderTest, KeepsRtcpReportsUntilTheNext) {
  const std::vector<Json> lines = Lines(Dump({PeerConnection(), Series("R-timestamp", "remote-inbound-rtp", "00.400", "01.900",
                                                                       "1763726400400,1763726401900"),
                                              Series("R-roundTripTime", "remote-inbound-rtp", "00.400", "01.900", "0.1,0.2")}));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_FALSE(lines[0]["report"].contains("R"));
  EXPECT_EQ(lines[1]["report"]["R"]["roundTripTime"], 0.1);
  EXPECT_EQ(lines[2]["report"]["R"]["roundTripTime"], 0.2);
  EXPECT_EQ(lines[2]["report"]["R"]["timestamp"], kStart + 1900);
}

TEST(InternalsReaderTest, SpreadsValuesEvenlyWithoutTimestamps) {
  const std::vector<Json> lines = Lines(Dump({Series("V-bytesReceived", "inbound-rtp", "00.000", "02.000", "100,200,300"),
                                              Series("V-qpSum", "inbound-rtp", "01.000", "02.000", "5,6")}));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1]["t"], kStart + 1000);
  EXPECT_EQ(lines[1]["report"]["V"]["bytesReceived"], 200);
  EXPECT_EQ(lines[1]["report"]["V"]["qpSum"], 5);
}

TEST(InternalsReaderTest, ReportsWhyADumpCannotBeRead) {
  InternalsReader reader;
  EXPECT_EQ(reader.Open("{\"PeerConnections\""), "is not JSON; it may not have been saved completely");
  EXPECT_EQ(reader.Open("{}"), "PeerConnections: must be an object");
  EXPECT_EQ(reader.Open("[]"), "PeerConnections: must be an object");
  Json line;
  EXPECT_FALSE(reader.Next(line));
}

TEST(InternalsReaderTest, SkipsUnusableEntries) {
  EXPECT_TRUE(Lines(R"({"PeerConnections":{"a":5,"b":{},"c":{"stats":{}},"d":{"stats":{"x":1,"V-a":{"statsType":"codec","values":"[1"},)"
                    R"("V-b":{"statsType":7}}}}})").empty());
}

TEST(CallReaderInternalsTest, SamplesADump) {
  CallReader reader;
  ASSERT_EQ(reader.Open(Dump({Series("V-timestamp", "inbound-rtp", "00.000", "01.000", "1763726400000,1763726401000"),
                              Series("V-bytesReceived", "inbound-rtp", "00.000", "01.000", "1000,126000"),
                              Series("V-kind", "inbound-rtp", "00.000", "01.000", R"(\"video\",\"video\")")})), "");
  ASSERT_TRUE(reader.Next());
  ASSERT_TRUE(reader.Next());
  EXPECT_NE(reader.samples().find(R"("kind":"inboundVideo","stream":"V","bitrate":1000000)"), std::string::npos) << reader.samples();
  EXPECT_FALSE(reader.Next());
}

}  // namespace
}  // namespace rtc_vitals
