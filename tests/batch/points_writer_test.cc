#include "core/batch/points_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

using nlohmann::json;

InboundVideoSample Video(double bitrate, double loss, double fps, double frozen) {
  return {.bitrate = bitrate, .packetLoss = loss, .jitter = 3.14, .framesDecodedPerSecond = fps, .isFrozen = frozen};
}

class PointsWriterTest : public testing::Test {
 protected:
  PointsWriterTest() { header_.session_id = "s-1"; }

  void Poll(double t, double rtt) { PollOf(1, t, rtt, 300'000.6); }
  void PollOf(int connection, double t, double rtt, double available) {
    window_.BeginPoll(connection, connection == 1 ? "c1" : "c2", t);
    window_.Set(0, StreamInfo(), ConnectionSample{.rtt = rtt, .availableOutgoingBitrate = available});
  }
  void Publish(double t, double rtt, double available) {
    PollOf(2, t, rtt, available);
    window_.Set(9, StreamInfo(), OutboundVideoSample{.bitrate = 500'000});
  }
  void AddVideo(unsigned stream, const InboundVideoSample& sample) { window_.Set(stream, StreamInfo(), sample); }

  json Metrics() { return MetricsOf(WholeOf(window_)); }
  json MetricsOf(const BatchPart& part) {
    const BatchText text = WritePoints(header_, window_, part);
    if (text.json.empty()) return json();
    MustRead(text.json);
    return json::parse(text.json, nullptr, false)["metrics"];
  }

  BatchHeader header_;
  SampleWindow window_;
};

TEST_F(PointsWriterTest, WritesOnePointPerPoll) {
  Poll(1'700'000'000'000, 50.14);
  AddVideo(2, Video(1'203'400.4, 0.00123, 29.6, 0));
  window_.Set(3, StreamInfo(), InboundAudioSample{.bitrate = 32'000.2, .packetLoss = 0, .jitter = 1});
  Poll(1'700'000'002'000, 51);
  const json metrics = Metrics();
  ASSERT_EQ(metrics.size(), 2u);
  EXPECT_EQ(metrics[0], json::parse(R"({"sessionId":"s-1","timestamp":"2023-11-14T22:13:20.000Z","rtt":50.1,
      "availableOutgoingBitrate":300001,
      "video":{"bitrate":1203400,"packetLoss":0.0012,"jitter":3.1,"framesDecodedPerSecond":30,"isFrozen":false},
      "audio":{"bitrate":32000,"packetLoss":0,"jitter":1}})"));
  EXPECT_TRUE(metrics[0]["video"]["bitrate"].is_number_integer());
  EXPECT_TRUE(metrics[0]["video"]["framesDecodedPerSecond"].is_number_integer());
}

TEST_F(PointsWriterTest, WritesNoPointWithoutARoundTripTime) {
  Poll(1000, kUnknown);
  AddVideo(2, Video(1, 0, 30, 0));
  EXPECT_TRUE(WritePoints(header_, window_, WholeOf(window_)).json.empty());
  Poll(3000, 20);
  EXPECT_EQ(Metrics().size(), 1u);
}

TEST_F(PointsWriterTest, WritesNullForVideoThatLacksAValue) {
  for (int missing = 0; missing < 4; ++missing) {
    Poll(1000 * missing, 20);
    InboundVideoSample sample = Video(1, 0, 30, 0);
    double* members[] = {&sample.bitrate, &sample.jitter, &sample.framesDecodedPerSecond, &sample.isFrozen};
    *members[missing] = kUnknown;
    AddVideo(2, sample);
  }
  const json metrics = Metrics();
  ASSERT_EQ(metrics.size(), 4u);
  for (const json& point : metrics) EXPECT_TRUE(point["video"].is_null()) << point;
}

TEST_F(PointsWriterTest, WritesAPointForAPictureFrozenByACut) {
  Poll(1000, 20);
  AddVideo(2, Video(0, kUnknown, 0, 1));
  window_.Set(3, StreamInfo(), InboundAudioSample{.bitrate = 0, .packetLoss = kUnknown, .jitter = 1});
  const json point = Metrics()[0];
  EXPECT_EQ(point["video"], json::parse(R"({"bitrate":0,"packetLoss":0,"jitter":3.1,"framesDecodedPerSecond":0,"isFrozen":true})"));
  EXPECT_EQ(point["audio"], json::parse(R"({"bitrate":0,"packetLoss":0,"jitter":1})"));
}

TEST_F(PointsWriterTest, WritesTheWorstVideoStream) {
  Poll(1000, 20);
  AddVideo(2, Video(1, 0.01, 30, 0));
  AddVideo(3, Video(2, 0.02, 30, 0));
  AddVideo(4, Video(3, 0.02, 12, 0));
  AddVideo(5, InboundVideoSample{.packetLoss = 0.9});
  Poll(3000, 20);
  AddVideo(2, Video(1, 0, 30, 1));
  AddVideo(3, Video(2, 0.5, 5, 0));
  const json metrics = Metrics();
  EXPECT_EQ(metrics[0]["video"]["bitrate"], 3) << "more loss, then fewer frames; an incomplete sample does not count";
  EXPECT_EQ(metrics[1]["video"]["bitrate"], 1) << "a frozen picture is worst";
}

TEST_F(PointsWriterTest, WritesUnknownBandwidthAsNull) {
  window_.BeginPoll(1, "c1", 1000);
  window_.Set(1, StreamInfo(), ConnectionSample{.rtt = 20});
  EXPECT_TRUE(Metrics()[0]["availableOutgoingBitrate"].is_null());
}

TEST_F(PointsWriterTest, WritesNoPointForAPartWithoutConnectionSamples) {
  Poll(1000, 20);
  AddVideo(2, Video(1, 0, 30, 0));
  BatchPart part = WholeOf(window_);
  part.series.first = 1;
  EXPECT_TRUE(WritePoints(header_, window_, part).json.empty());
}

// As every client of an SFU has them: one that sends, and one that receives.
TEST_F(PointsWriterTest, MergesPollsOfOneRoundIntoOnePointOfTheWorstValues) {
  Publish(1000, 80, 2'500'000);
  Poll(1001, 20);
  AddVideo(2, Video(1, 0.01, 30, 0));
  Poll(2999, 120);
  AddVideo(2, Video(2, 0.02, 30, 0));
  Publish(3001, 70, 2'400'000);
  window_.Set(3, StreamInfo(), InboundVideoSample(Video(3, 0.03, 30, 0)));
  const json metrics = Metrics();
  ASSERT_EQ(metrics.size(), 2u);
  EXPECT_EQ(metrics[0]["timestamp"], "1970-01-01T00:00:01.000Z") << "the time of the first poll";
  EXPECT_EQ(metrics[1]["timestamp"], "1970-01-01T00:00:02.999Z");
  EXPECT_EQ(metrics[0]["rtt"], 80);
  EXPECT_EQ(metrics[1]["rtt"], 120);
  EXPECT_EQ(metrics[0]["availableOutgoingBitrate"], 2'500'000) << "the estimate of a connection that sends nothing is a guess";
  EXPECT_EQ(metrics[0]["video"]["bitrate"], 1);
  EXPECT_EQ(metrics[1]["video"]["bitrate"], 3);
}

TEST_F(PointsWriterTest, WritesTheLowestBandwidthOfTheSendingConnections) {
  Publish(1000, 80, 2'500'000);
  PollOf(1, 1000, 80, 400'000);
  window_.Set(8, StreamInfo(), OutboundAudioSample{.bitrate = 32'000});
  Publish(3000, 80, kUnknown);
  PollOf(1, 3000, 80, 400'000);
  Publish(5000, 80, 300'000);
  PollOf(1, 5000, 80, kUnknown);
  const json metrics = Metrics();
  EXPECT_EQ(metrics[0]["availableOutgoingBitrate"], 400'000);
  EXPECT_EQ(metrics[1]["availableOutgoingBitrate"], 400'000);
  EXPECT_EQ(metrics[2]["availableOutgoingBitrate"], 300'000);
}

TEST_F(PointsWriterTest, WritesAPointOfItsOwnForALateOrSingleConnection) {
  Poll(1000, 20);
  Publish(1500, 30, 1);
  Poll(3000, kUnknown);
  Publish(3499, 40, 1);
  Publish(6000, 50, 1);
  std::vector<double> rtts;
  for (const json& point : Metrics()) rtts.push_back(point["rtt"]);
  EXPECT_EQ(rtts, (std::vector<double>{20, 30, 40, 50})) << "a poll without round-trip time does not hide another";
}

TEST(IsoTimeTest, FormatsUtcWithMilliseconds) {
  EXPECT_EQ(IsoTime(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(IsoTime(1'709'164'799'999), "2024-02-28T23:59:59.999Z");
  EXPECT_EQ(IsoTime(1'709'164'800'000), "2024-02-29T00:00:00.000Z");
  EXPECT_EQ(IsoTime(1'767'225'599'007.9), "2025-12-31T23:59:59.007Z");
  EXPECT_EQ(IsoTime(253'402'300'799'999), "9999-12-31T23:59:59.999Z");
}

TEST(IsoTimeTest, FormatsInvalidDatesAsTheEpoch) {
  for (double t : {-1., 1e300, kUnknown}) EXPECT_EQ(IsoTime(t), "1970-01-01T00:00:00.000Z") << t;
}

}  // namespace
}  // namespace rtc_vitals
