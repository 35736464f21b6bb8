#include "core/batch/column_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace rtc_vitals {
namespace {

using nlohmann::json;

// Two or three samples of one stream.
template <typename Sample>
std::vector<double> Series(const std::vector<Sample>& samples) {
  std::vector<double> values;
  for (const Sample& sample : samples) {
    const auto one = ValuesOf(sample);
    values.insert(values.end(), one.begin(), one.end());
  }
  return values;
}

class ColumnWriterTest : public testing::Test {
 protected:
  template <typename Sample>
  void Add(std::size_t connection, const StreamInfo& info, const std::vector<Sample>& samples) {
    infos_.push_back(std::make_unique<StreamInfo>(info));
    values_.push_back(std::make_unique<std::vector<double>>(Series(samples)));
    columns_.push_back({connection, infos_.back().get(), *values_.back()});
  }

  json Write(SampleKind kind, std::size_t connections = 1) {
    JsonWriter writer;
    writer.BeginObject();
    WriteColumns(kind, columns_, connections, labels_, writer);
    writer.EndObject();
    return json::parse(writer.text(), nullptr, false)[InfoOf(kind).name];
  }

  Labels labels_;
  List<Column> columns_;
  std::vector<std::unique_ptr<StreamInfo>> infos_;
  std::vector<std::unique_ptr<std::vector<double>>> values_;
};

TEST_F(ColumnWriterTest, WritesAConstantAsOneScalar) {
  Add<InboundVideoSample>(0, {.id = "A"}, {{.bitrate = 5}, {.bitrate = 5}});
  Add<InboundVideoSample>(0, {.id = "B"}, {{.bitrate = 5}, {.bitrate = 5}});
  EXPECT_EQ(Write(SampleKind::inboundVideo)["bitrate"], 5);
}

TEST_F(ColumnWriterTest, WritesOneEntryPerStreamIfStreamsDiffer) {
  Add<InboundVideoSample>(0, {.id = "A"}, {{.bitrate = 5}, {.bitrate = 5}});
  Add<InboundVideoSample>(0, {.id = "B"}, {{.bitrate = 6}, {.bitrate = 7}});
  EXPECT_EQ(Write(SampleKind::inboundVideo)["bitrate"], json::parse("[5,[6,7]]"));
}

TEST_F(ColumnWriterTest, WritesOneEntryForASingleVaryingStream) {
  Add<InboundVideoSample>(0, {.id = "A"}, {{.bitrate = 5}, {.bitrate = 6}});
  EXPECT_EQ(Write(SampleKind::inboundVideo)["bitrate"], json::parse("[[5,6]]"));
}

TEST_F(ColumnWriterTest, WritesUnknownAsNullAndOmitsMembersWithoutValue) {
  Add<InboundVideoSample>(0, {.id = "A"}, {{.bitrate = 5}, {}});
  Add<InboundVideoSample>(0, {.id = "B"}, {{}, {}});
  const json written = Write(SampleKind::inboundVideo);
  EXPECT_EQ(written["bitrate"], json::parse("[[5,null],null]"));
  EXPECT_FALSE(written.contains("jitter"));
}

TEST_F(ColumnWriterTest, ComparesRoundedValues) {
  Add<InboundVideoSample>(0, {.id = "A"},
                          {{.bitrate = 5.2, .packetLoss = 0.00001, .jitter = 1.26}, {.bitrate = 4.8, .packetLoss = 0, .jitter = 1.34}});
  const json written = Write(SampleKind::inboundVideo);
  EXPECT_EQ(written["bitrate"], 5);
  EXPECT_EQ(written["packetLoss"], 0);
  EXPECT_EQ(written["jitter"], 1.3);
}

TEST_F(ColumnWriterTest, TreatsUnwritableValuesAsUnknown) {
  Add<InboundVideoSample>(0, {.id = "A"}, {{.bitrate = 1e18}, {}});
  EXPECT_FALSE(Write(SampleKind::inboundVideo).contains("bitrate"));
}

TEST_F(ColumnWriterTest, WritesBooleansWordsAndReasons) {
  const double good = labels_.good, poor = labels_.poor;
  Add<InboundVideoSample>(0, {.id = "A"},
                          {{.isFrozen = 0, .quality = good, .qualityReasons = 0}, {.isFrozen = 1, .quality = poor, .qualityReasons = 3}});
  const json written = Write(SampleKind::inboundVideo);
  EXPECT_EQ(written["isFrozen"], json::parse("[[false,true]]"));
  EXPECT_EQ(written["quality"], json::parse(R"([["good","poor"]])"));
  EXPECT_EQ(written["qualityReasons"], json::parse(R"([["","frozen,packet-loss"]])"));
}

TEST_F(ColumnWriterTest, DescribesEachStreamOnce) {
  Add<InboundVideoSample>(1, {.id = "IT01V7", .ssrc = 7, .mid = "0", .codec = "video/VP8", .participant = "Ada", .source = "camera"}, {{}});
  Add<InboundVideoSample>(0, {.id = "B"}, {{}});
  EXPECT_EQ(Write(SampleKind::inboundVideo, 2)["streams"],
            json::parse(R"([{"connection":1,"id":"IT01V7","ssrc":7,"mid":"0","codec":"video/VP8",
                             "label":{"participant":"Ada","source":"camera"}},
                            {"connection":0,"id":"B"}])"));
}

TEST_F(ColumnWriterTest, WritesConnectionSamplesWithoutStreams) {
  Add<ConnectionSample>(0, {}, {{.rtt = 50}, {.rtt = 51}});
  Add<ConnectionSample>(1, {}, {{.rtt = 60}});
  const json written = Write(SampleKind::connection, 2);
  EXPECT_FALSE(written.contains("streams"));
  EXPECT_EQ(written["rtt"], json::parse("[[50,51],60]"));
}

TEST_F(ColumnWriterTest, WritesNullForConnectionsWithoutOwnSamples) {
  Add<ConnectionSample>(1, {}, {{.rtt = 60}, {.rtt = 60}});
  EXPECT_EQ(Write(SampleKind::connection, 3)["rtt"], json::parse("[null,60,null]"));
}

}  // namespace
}  // namespace rtc_vitals
