#include "core/reading/points_reader.h"

#include <gtest/gtest.h>

#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

constexpr const char* kVideo = R"({"bitrate":800000,"packetLoss":0.01,"jitter":4.5,"framesDecodedPerSecond":30,"isFrozen":false})";

std::string Point(const std::string& second, const std::string& more) {
  return R"({"sessionId":"s","timestamp":"2026-11-21T12:00:)" + second + R"(Z","rtt":50.5)" + more + "}";
}

std::string Body(const std::string& points) { return "{\"metrics\":[" + points + "]}"; }

const InboundVideoSample& Video(const DecodedBatch& batch, size_t poll) {
  return *reinterpret_cast<const InboundVideoSample*>(batch.streams[1].At(poll).data());
}

TEST(PointsReaderTest, ReadsPointsAsOneConnection) {
  const DecodedBatch batch = ReadValid(Body(Point("00", std::string(R"(,"availableOutgoingBitrate":2e6,"audio":null,"video":)") + kVideo) +
                                         "," + Point("02.5", R"(,"video":null,"audio":{"bitrate":32000,"packetLoss":null,"jitter":1})")));
  EXPECT_EQ(batch.format, BatchFormat::kPoints);
  EXPECT_EQ(batch.session_id, "s");
  EXPECT_FALSE(IsKnown(batch.epoch));
  EXPECT_FALSE(IsKnown(batch.seq));
  ASSERT_EQ(batch.connections.size(), 1u);
  EXPECT_EQ(batch.connections[0].t, (std::vector<double>{1795262400000, 1795262402500}));
  ASSERT_EQ(batch.streams.size(), 3u);
  EXPECT_EQ(batch.streams[1].kind, SampleKind::inboundVideo);
  EXPECT_EQ(batch.streams[1].id, "video");
  EXPECT_EQ(Video(batch, 0).bitrate, 800000);
  EXPECT_EQ(Video(batch, 0).isFrozen, 0);
  EXPECT_FALSE(IsKnown(Video(batch, 1).bitrate));
  EXPECT_EQ(batch.streams[2].kind, SampleKind::inboundAudio);
  EXPECT_EQ(batch.unknown_members, 0);
}

TEST(PointsReaderTest, OmitsAbsentStreams) {
  EXPECT_EQ(ReadValid(Body(Point("00", ""))).streams.size(), 1u);
}

TEST(PointsReaderTest, CountsUnknownMembers) {
  EXPECT_EQ(ReadValid(R"({"version":3,"metrics":[)" + Point("00", R"(,"battery":5,"video":{"bitrate":1,"packetLoss":0,"jitter":1,)"
                                                                  R"("framesDecodedPerSecond":30,)"
                                                                 R"("isFrozen":true,"codec":"VP8"})") + "]}")
                .unknown_members,
            3);
}

TEST(PointsReaderTest, RejectsInvalidPoints) {
  const auto fault = [](const std::string& more) { return Fault(Body(Point("00", more))); };
  EXPECT_EQ(Fault(R"({"metrics":5})"), "metrics: must be an array, got 5");
  EXPECT_EQ(Fault(Body("")), "metrics: must not be empty");
  EXPECT_EQ(Fault(Body("7")), "metrics[0]: must be an object, got 7");
  EXPECT_EQ(Fault(Body("{}")), "metrics[0].sessionId: is missing");
  EXPECT_EQ(Fault(Body(R"({"sessionId":"s","timestamp":17,"rtt":1})")), "metrics[0].timestamp: must be a string, got a number");
  EXPECT_EQ(Fault(Body(Point("61", ""))),
            "metrics[0].timestamp: must be a date and time such as 2026-11-21T12:00:00.000Z, got \"2026-11-21T12:00:61Z\"");
  EXPECT_EQ(Fault(Body(R"({"sessionId":"s","timestamp":"2026-11-21T12:00:00Z"})")), "metrics[0].rtt: is missing");
  EXPECT_EQ(Fault(Body(Point("00", "") + R"(,{"sessionId":"other"})")),
            "metrics[1].sessionId: must be the same in every point of a body, got \"other\"");
  EXPECT_EQ(fault(R"(,"video":[])"), "metrics[0].video: must be an object, got an array");
  EXPECT_EQ(fault(R"(,"video":{"bitrate":1})"), "metrics[0].video.packetLoss: is missing");
  EXPECT_EQ(fault(R"(,"video":{"bitrate":1.5})"), "metrics[0].video.bitrate: must be a whole number, got 1.5");
  EXPECT_EQ(fault(R"(,"video":{"bitrate":null})"), "metrics[0].video.bitrate: must be a number, got null");
  EXPECT_EQ(fault(R"(,"availableOutgoingBitrate":-1)"), "metrics[0].availableOutgoingBitrate: must be a number >= 0, got -1");
}

}  // namespace
}  // namespace rtc_vitals
