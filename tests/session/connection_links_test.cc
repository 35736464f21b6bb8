#include "core/session/connection.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/near.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

TEST(ConnectionLinksTest, LinksSourcesByIdElseByMidElseByKind) {
  const StatObject camera = {{"type", "media-source"}, {"id", "SV1"}, {"kind", "video"}, {"framesPerSecond", 30}};
  const StatObject screen = {{"type", "media-source"}, {"id", "SV2"}, {"kind", "video"}, {"framesPerSecond", 5}};
  const StatObject voice = {{"type", "media-source"}, {"id", "SA"}, {"kind", "audio"}, {"audioLevel", 0.5}};
  TestCall call;
  call.Poll(0, {OutboundVideo({{"mediaSourceId", "SV2"}, {"mid", "1"}}), OutboundVideo({{"id", "OV2"}, {"ssrc", 9}, {"mid", "1"}}),
                OutboundVideo({{"id", "OV3"}, {"ssrc", 10}, {"mid", "2"}}), OutboundAudio(), camera, screen, voice});
  EXPECT_VALUE(call.Get("OV", "framesCapturedPerSecond"), 5);
  EXPECT_VALUE(call.Get("OV2", "framesCapturedPerSecond"), 5);  // a second layer, Chrome before 148
  EXPECT_UNKNOWN(call.Get("OV3", "framesCapturedPerSecond"));   // two sources are possible
  EXPECT_VALUE(call.Get("OA", "audioLevel"), 0.5);              // Firefox
}

TEST(ConnectionLinksTest, DoesNotLinkASourceThatAnotherStreamNames) {
  TestCall call;
  call.Poll(0, {OutboundVideo({{"mid", "0"}}), OutboundVideo({{"id", "OV2"}, {"ssrc", 9}, {"mid", "1"}, {"mediaSourceId", "SV2"}}),
                {{"type", "media-source"}, {"id", "SV2"}, {"kind", "video"}, {"framesPerSecond", 5}}});
  EXPECT_UNKNOWN(call.Get("OV", "framesCapturedPerSecond"));
  EXPECT_VALUE(call.Get("OV2", "framesCapturedPerSecond"), 5);
}

TEST(ConnectionLinksTest, LinksReceiverReportsByIdElseBySsrc) {
  TestCall call;
  call.Poll(0, {OutboundVideo({{"remoteId", "RI2"}}), OutboundAudio(), RemoteInbound({{"id", "RI2"}, {"ssrc", 99}, {"fractionLost", 0.25}}),
                RemoteInbound({{"id", "RI3"}, {"ssrc", 4}, {"kind", "audio"}, {"fractionLost", 0.125}, {"jitter", 0.02},
                               {"roundTripTime", 0.1}})});
  EXPECT_VALUE(call.Get("OV", "remotePacketLoss"), 0.25);
  EXPECT_VALUE(call.Get("OA", "remotePacketLoss"), 0.125);
  EXPECT_VALUE(call.Get("OA", "remoteJitter"), 20);
  EXPECT_VALUE(call.Get("OA", "remoteRtt"), 100);
  EXPECT_EQ(call.Word("OA", "quality"), "poor");
}

// Three layers that bandwidth has limited for `seconds`, each with the member `link`.
Report LimitedLayers(int seconds, const Stat& link) {
  Report layers;
  for (int i = 0; i < 3; ++i) {
    layers.push_back(OutboundVideo({{"id", "OV" + std::to_string(i)}, {"ssrc", 10 + i}, {"framesEncoded", 30 * seconds},
                                    {"qualityLimitationDurations", {{"bandwidth", seconds}, {"none", 0}}}, link}));
  }
  return layers;
}

// Chrome 99.
TEST(ConnectionLinksTest, LayersOfATrackShareItsSourceAndReportALimitOnceWithoutAMid) {
  TestCall call;
  for (int i = 0; i < 20; ++i) {
    Report report = LimitedLayers(i, {"trackId", "TK"});
    report.front().push_back({"mediaSourceId", "SV1"});
    report.push_back({{"type", "media-source"}, {"id", "SV1"}, {"kind", "video"}, {"framesPerSecond", 30}});
    report.push_back({{"type", "media-source"}, {"id", "SV2"}, {"kind", "video"}, {"framesPerSecond", 5}});
    call.Poll(1000 * i, report);
  }
  EXPECT_VALUE(call.Get("OV2", "framesCapturedPerSecond"), 30);
  EXPECT_EQ(call.EventTypes(), std::vector<std::string_view>{"limited"});
}

TEST(ConnectionLinksTest, LayersOfASourceReportALimitOnceWithoutAMidOrTrack) {
  TestCall call;
  for (int i = 0; i < 20; ++i) call.Poll(1000 * i, LimitedLayers(i, {"mediaSourceId", "SV1"}));
  EXPECT_EQ(call.EventTypes(), std::vector<std::string_view>{"limited"});
}

TEST(ConnectionLinksTest, LayersOfASenderReportALimitOnce) {
  TestCall call;
  for (int i = 0; i < 20; ++i) {
    const int limited = std::max(0, i - 14);
    const StatObject encoder = {{"framesEncoded", 30 * i}, {"qualityLimitationDurations", {{"bandwidth", limited}, {"none", i - limited}}}};
    call.Poll(1000 * i, {OutboundVideo(With({{"mid", "0"}}, encoder)),
                         OutboundVideo(With({{"id", "OV2"}, {"ssrc", 9}, {"mid", "0"}}, encoder)),
                         OutboundVideo(With({{"id", "OV3"}, {"ssrc", 10}, {"mid", "1"}}, encoder)),
                         OutboundVideo(With({{"id", "OV4"}, {"ssrc", 11}}, encoder)),
                         OutboundVideo(With({{"id", "OV5"}, {"ssrc", 12}}, encoder))});
  }
  std::string streams;
  for (const Event& event : call.session.window().events()) {
    if (event.type == "limited") streams += std::string(event.stream) + " ";
  }
  EXPECT_EQ(streams, "OV OV3 OV4 OV5 ");
}

}  // namespace
}  // namespace rtc_vitals
