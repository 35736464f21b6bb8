#include "core/session/sample_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace rtc_vitals {
namespace {

using nlohmann::json;

class SampleJsonTest : public testing::Test {
 protected:
  json Last() { return json::parse(LastSampleJson(window_.connections()[0], labels_), nullptr, false); }

  Labels labels_;
  SampleWindow window_;
};

TEST_F(SampleJsonTest, ContainsEveryKindAndEveryMember) {
  window_.BeginPoll(1, "c1", 1000.4);
  window_.Set(1, {}, ConnectionSample{.rtt = 50.16});
  window_.Set(2, {.id = "IV", .ssrc = 7, .mid = "0", .participant = "Ada"}, InboundVideoSample{.isFrozen = 1, .qualityReasons = 1});
  const json sample = Last();
  EXPECT_EQ(sample["t"], 1000);
  EXPECT_EQ(sample["connection"], "c1");
  EXPECT_EQ(sample["values"]["rtt"], 50.2);
  EXPECT_TRUE(sample["values"]["sendBitrate"].is_null());
  EXPECT_EQ(sample["values"].size(), InfoOf(SampleKind::connection).fields.size());
  ASSERT_EQ(sample["inboundVideo"].size(), 1u);
  const json video = sample["inboundVideo"][0];
  EXPECT_EQ(video["stream"], "IV");
  EXPECT_EQ(video["ssrc"], 7);
  EXPECT_EQ(video["mid"], "0");
  EXPECT_EQ(video["label"]["participant"], "Ada");
  EXPECT_EQ(video["isFrozen"], true);
  EXPECT_EQ(video["qualityReasons"], "frozen");
  EXPECT_TRUE(video["bitrate"].is_null());
  for (const char* kind : {"inboundAudio", "outboundVideo", "outboundAudio", "dataChannel"}) EXPECT_EQ(sample[kind], json::array()) << kind;
}

TEST_F(SampleJsonTest, OmitsStreamsThatLeft) {
  window_.BeginPoll(1, "c1", 1000);
  window_.Set(1, {}, ConnectionSample());
  window_.Set(2, {.id = "IV"}, InboundVideoSample{.bitrate = 1});
  window_.BeginPoll(1, "c1", 3000);
  window_.Set(1, {}, ConnectionSample());
  EXPECT_EQ(Last()["inboundVideo"], json::array());
  EXPECT_EQ(Last()["t"], 3000);
}

TEST_F(SampleJsonTest, EventsContainTheNameOfTheirConnection) {
  window_.AddEvent({.t = 5, .type = "mark"}, {});
  window_.AddEvent({.t = 6.4, .type = "freeze", .phase = "start", .connection = 3, .stream = "IV"}, "c3");
  EXPECT_EQ(json::parse(EventsJson(window_, 0), nullptr, false),
            json::parse(R"([{"t":5,"type":"mark"},{"t":6,"type":"freeze","phase":"start","connection":"c3","stream":"IV"}])"));
  EXPECT_EQ(json::parse(EventsJson(window_, 1), nullptr, false).size(), 1u);
  EXPECT_EQ(EventsJson(window_, 2), "[]");
}

TEST_F(SampleJsonTest, EventsContainTheLabelOfTheirStream) {
  window_.BeginPoll(1, "c1", 1000);
  window_.Set(1, {}, ConnectionSample());
  window_.Set(2, {.id = "IV", .participant = "Ada", .source = "camera"}, InboundVideoSample());
  window_.Set(3, {.id = "IW"}, InboundVideoSample());
  for (const char* stream : {"IV", "IW", "gone", ""}) window_.AddEvent({.t = 1, .type = "freeze", .connection = 1, .stream = stream}, "c1");
  const json events = json::parse(EventsJson(window_, 0), nullptr, false);
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[0]["label"], json::parse(R"({"participant":"Ada","source":"camera"})"));
  for (std::size_t i = 1; i < events.size(); ++i) EXPECT_FALSE(events[i].contains("label")) << i;
}

}  // namespace
}  // namespace rtc_vitals
