#include "core/batch/batch_writer.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

class BatchWriterTest : public testing::Test {
 protected:
  BatchWriterTest() {
    header_.session_id = "s-1";
    header_.epoch = 4294967295;
    header_.tags = {{"room_id", "r\u00e9union"}};
  }

  void Poll(int handle, double t, const ConnectionSample& sample) {
    window_.BeginPoll(handle, "c" + std::to_string(handle), t);
    window_.Set(static_cast<unsigned>(handle), StreamInfo(), sample);
  }

  std::string Write(std::uint32_t seq = 0) { return Sent(WriteBatch(header_, seq, "full", window_, WholeOf(window_), labels_)); }

  BatchHeader header_;
  SampleWindow window_;
  Labels labels_;
};

TEST_F(BatchWriterTest, WritesOnlyTheHeaderOfAnEmptyBatch) {
  header_.tags.clear();
  EXPECT_EQ(Write(),
            R"({"schema":"rtc-vitals/1","sessionId":"s-1","epoch":4294967295,"seq":0,"sentAt":1700000100000,"tags":{},)"
            R"("lost":{"samples":0,"batches":0},)"
            R"("connections":[],"events":[],"flush":"full"})");
}

TEST_F(BatchWriterTest, HeaderRoundTrips) {
  header_.token = "t0k\"en";
  header_.lost_samples = 12;
  header_.lost_batches = 3;
  Poll(1, 1000, {});
  const DecodedBatch read = MustRead(Write(17));
  EXPECT_EQ(read.session_id, "s-1");
  EXPECT_EQ(read.epoch, 4294967295);
  EXPECT_EQ(read.seq, 17);
  EXPECT_EQ(read.sent_at, 1'700'000'100'000);
  EXPECT_EQ(read.token, "t0k\"en");
  EXPECT_EQ(read.tags, (std::vector<TextMember>{{"room_id", "r\u00e9union"}}));
  EXPECT_EQ(read.lost_samples, 12);
  EXPECT_EQ(read.lost_batches, 3);
  EXPECT_EQ(read.flush, "full");
}

TEST_F(BatchWriterTest, SamplesRoundTripWithinRounding) {
  Poll(1, 1000, {.rtt = 50.14, .sendBitrate = 1e6 + 0.4});
  window_.Set(10, {.id = "IV", .ssrc = 7}, InboundVideoSample{.packetLoss = 0.12346, .isFrozen = 1});
  Poll(1, 3000, {.rtt = 50.16, .sendBitrate = 2e6});
  Poll(2, 1500, {.connectionState = static_cast<double>(labels_.failed)});
  const DecodedBatch read = MustRead(Write());
  ASSERT_EQ(read.connections.size(), 2u);
  EXPECT_EQ(read.connections[0].t, (std::vector<double>{1000, 3000}));
  EXPECT_VALUE(ValueAt(*StreamOf(read, ""), "rtt", 0), 50.1);
  EXPECT_VALUE(ValueAt(*StreamOf(read, ""), "rtt", 1), 50.2);
  EXPECT_VALUE(ValueAt(*StreamOf(read, ""), "sendBitrate", 0), 1e6);
  const DecodedStream* video = StreamOf(read, "IV");
  ASSERT_TRUE(video);
  EXPECT_EQ(video->ssrc, 7);
  EXPECT_VALUE(ValueAt(*video, "packetLoss", 0), 0.1235);
  EXPECT_VALUE(ValueAt(*video, "isFrozen", 0), 1);
  EXPECT_UNKNOWN(ValueAt(*video, "isFrozen", 1));
}

TEST_F(BatchWriterTest, EventsReferToTheirConnectionByIndex) {
  Poll(1, 1000, {});
  window_.AddEvent({.t = 900, .type = "freeze", .phase = "end", .connection = 5, .stream = "IV",
                    .values = {{.key = "durationMs", .number = 4100.26, .decimals = 1}, {.key = "cause", .text = "keyframe-starvation"},
                               {.key = "confidence"}},
                    .evidence = {{.key = "pliDelta", .number = 3}}},
                   "c5");
  window_.AddEvent({.t = 950, .type = "mark", .values = {{.key = "name", .text = "layout"}}}, {});
  const DecodedBatch read = MustRead(Write());
  ASSERT_EQ(read.connections.size(), 2u) << "a connection without samples is listed for its event";
  EXPECT_EQ(read.connections[1].id, "c5");
  ASSERT_EQ(read.events.size(), 2u);
  EXPECT_EQ(read.events[0].connection, 1);
  EXPECT_EQ(read.events[0].stream, "IV");
  EXPECT_EQ(read.events[0].phase, "end");
  EXPECT_EQ(read.events[0].members,
            (std::vector<TextMember>{{"durationMs", "4100.3"}, {"cause", "\"keyframe-starvation\""}, {"evidence", "{\"pliDelta\":3}"}}))
      << "unknown values are omitted";
  EXPECT_EQ(read.events[1].connection, -1) << "an event without connection";
}

TEST_F(BatchWriterTest, PartContainsOnlyItsOwnSamples) {
  for (double t : {1000., 2000., 3000., 4000.}) Poll(1, t, {.rtt = t / 100});
  BatchPart part = WholeOf(window_);
  part.samples = {1, 3};
  const DecodedBatch read = MustRead(Sent(WriteBatch(header_, 0, "hide", window_, part, labels_)));
  EXPECT_EQ(read.connections[0].t, (std::vector<double>{2000, 3000}));
  EXPECT_VALUE(ValueAt(read.streams[0], "rtt", 0), 20);
  EXPECT_VALUE(ValueAt(read.streams[0], "rtt", 1), 30);
}

TEST_F(BatchWriterTest, PartOfStreamsLeavesTheConnectionUnknown) {
  Poll(1, 1000, {.rtt = 50});
  window_.Set(10, {.id = "IV"}, InboundVideoSample{.bitrate = 9});
  BatchPart part = WholeOf(window_);
  part.series.first = 1;
  const DecodedBatch read = MustRead(Sent(WriteBatch(header_, 0, "full", window_, part, labels_)));
  EXPECT_UNKNOWN(ValueAt(*StreamOf(read, ""), "rtt", 0));
  EXPECT_VALUE(ValueAt(*StreamOf(read, "IV"), "bitrate", 0), 9);
}

}  // namespace
}  // namespace rtc_vitals
