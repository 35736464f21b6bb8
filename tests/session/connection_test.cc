#include "core/session/connection.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

// The events in order, as `type` or `type from-to`.
std::vector<std::string> Events(const TestCall& call) {
  std::vector<std::string> events;
  for (const Event& event : call.session.window().events()) {
    std::string text(event.type);
    const std::string_view to = TextOf(event, "to");
    if (!to.empty()) text.append(" ").append(TextOf(event, "from")).append("-").append(to);
    events.push_back(text);
  }
  return events;
}

TEST(ConnectionTest, FirstSampleHasGaugesAndStatesOnly) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 5000}, {"framesDecoded", 100}, {"frameWidth", 640}, {"jitter", 0.01}})},
            {{"conn", "connected"}, {"ice", "completed"}, {"visible", false}, {"getStatsMs", 3.25}});
  EXPECT_UNKNOWN(call.Get("IV", "bitrate"));
  EXPECT_UNKNOWN(call.Get("IV", "framesDecodedDelta"));
  EXPECT_VALUE(call.Get("IV", "frameWidth"), 640);
  EXPECT_VALUE(call.Get("IV", "jitter"), 10);
  EXPECT_EQ(call.Word("", "connectionState"), "connected");
  EXPECT_EQ(call.Word("", "iceConnectionState"), "completed");
  EXPECT_VALUE(call.Get("", "pageVisible"), 0);
  EXPECT_VALUE(call.Get("", "getStatsMs"), 3.25);
}

TEST(ConnectionTest, SamplesEveryStreamOfEveryKind) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    call.Poll(1000 * i, {InboundVideo({{"bytesReceived", 100 * i}}), InboundAudio({{"bytesReceived", 200 * i}}), OutboundVideo({{"bytesSent", 300 * i}}),
                         OutboundAudio({{"bytesSent", 400 * i}}), InboundVideo({{"id", "IV2"}, {"ssrc", 8}, {"bytesReceived", 500 * i}}),
                         {{"type", "data-channel"}, {"id", "D1"}, {"state", "open"}, {"messagesSent", 6 * i}}});
  }
  EXPECT_VALUE(call.Get("IV", "bitrate"), 800);
  EXPECT_VALUE(call.Get("IA", "bitrate"), 1600);
  EXPECT_VALUE(call.Get("OV", "bitrate"), 2400);
  EXPECT_VALUE(call.Get("OA", "bitrate"), 3200);
  EXPECT_VALUE(call.Get("IV2", "bitrate"), 4000);
  EXPECT_VALUE(call.Get("D1", "messagesSentPerSecond"), 6);
  EXPECT_EQ(call.Word("D1", "state"), "open");
}

TEST(ConnectionTest, IgnoresAStreamWithoutKind) {
  TestCall call;
  call.Poll(0, {{{"type", "inbound-rtp"}, {"id", "X"}, {"ssrc", 1}, {"jitter", 1}}});
  EXPECT_FALSE(call.Has("X"));
}

// Browsers stamp the stats by a clock that stands while the machine sleeps.
TEST(ConnectionTest, TimesFreezesByThePollClockIfTheStatsClockDiffers) {
  constexpr double kHour = 3'600'000;
  for (const double ahead : {0.0, 900.0, 4000.0, kHour, -kHour}) {
    for (const double get_stats_ms : {0.0, 5000.0}) {
      TestCall call;
      for (int i = 0; i <= 10; ++i) {
        const int shown = std::min(i, 5);
        call.Poll(1000 * i + ahead, {InboundVideo({{"timestamp", kCallStart + 1000 * i}, {"framesDecoded", 30 * shown}, {"totalInterFrameDelay", shown}})},
                  {{"getStatsMs", get_stats_ms}});
      }
      const auto& events = call.session.window().events();
      ASSERT_EQ(events.size(), 1u);
      const bool is_other = std::abs(ahead) > 1000 + get_stats_ms;
      EXPECT_EQ(events[0].t, kCallStart + 5000 + (is_other ? ahead : 0)) << ahead << " " << get_stats_ms;
    }
  }
}

TEST(ConnectionTest, StreamThatLeftIsUnknown) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"jitter", 1}})});
  EXPECT_TRUE(call.Has("IV"));
  call.Poll(1000, {});
  EXPECT_FALSE(call.Has("IV"));
}

TEST(ConnectionTest, ForgetsAStreamThatWasAbsentForLong) {
  for (const int away : {50, 70}) {
    TestCall call;
    call.Poll(0, {InboundVideo({{"bytesReceived", 1000}})});
    for (int i = 1; i <= away; ++i) call.Poll(100 * i, {});
    call.Poll(10'000, {InboundVideo({{"bytesReceived", 11'000}})});
    EXPECT_VALUE(call.Get("IV", "bitrate"), away < 60 ? 8000 : kUnknown);
  }
}

// Firefox re-creates a receiver when its page changes what it sends, and reports it again from its first packet on.
TEST(ConnectionTest, FreezeOfACutOutlastsItsStreamWhileNothingArrives) {
  for (const bool silent : {true, false}) {
    TestCall call;
    for (int i = 0; i <= 20; ++i) {
      const int came = std::min(i, 10);
      Report report = {Transport({{"bytesReceived", 110'000 * (silent ? came : std::max(came, i - 5))}}), Pair()};
      if (i <= 15) {
        report.push_back(InboundVideo({{"framesDecoded", 30 * came}, {"framesReceived", 30 * came}, {"bytesReceived", 100'000 * came}, {"packetsReceived", 100 * came},
                                       {"packetsLost", 0}, {"jitterBufferEmittedCount", 30 * came}}));
        report.push_back(InboundAudio({{"packetsReceived", 50 * came}, {"packetsLost", 0}}));
      }
      call.Poll(1000 * i, report);
    }
    std::string phases;
    for (const Event& event : call.session.window().events()) {
      if (event.type == "freeze") phases += std::string(event.phase) + " ";
    }
    EXPECT_EQ(phases, silent ? "start " : "start end ");
  }
}

TEST(ConnectionTest, DoesNotReuseTheNameOfAContinuedStream) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 1000}})});
  call.Poll(1000, {InboundVideo({{"id", "moved"}, {"bytesReceived", 2000}})});
  for (int i = 0; i < 2; ++i) {
    call.Poll(2000 + 1000 * i, {InboundVideo({{"id", "moved"}, {"bytesReceived", 3000 + 1000 * i}}), InboundVideo({{"ssrc", 8}, {"bytesReceived", 500 * i}})});
  }
  EXPECT_VALUE(call.Get("IV", "bitrate"), 8000);
  EXPECT_VALUE(call.Get("IV'", "bitrate"), 4000);
}

TEST(ConnectionTest, SenderQualityPersistsBetweenReceiverReports) {
  TestCall call;
  const auto poll = [&](double ms, double reported, double lost) {
    call.Poll(ms, {OutboundVideo({{"bytesSent", ms}}), RemoteInbound({{"timestamp", kCallStart + reported}, {"fractionLost", lost}})});
  };
  poll(0, 0, 0);
  poll(1000, 900, 0.05);
  EXPECT_EQ(call.Word("OV", "quality"), "fair");
  poll(2000, 900, 0.05);
  EXPECT_UNKNOWN(call.Get("OV", "remotePacketLoss"));
  EXPECT_EQ(call.Word("OV", "quality"), "fair");
  poll(20'000, 900, 0.05);
  EXPECT_NE(call.Word("OV", "quality"), "fair") << "nobody knows any more";
}

TEST(ConnectionTest, StreamKeepsItsFirstName) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 1000}})});
  call.Poll(1000, {InboundVideo({{"id", "IV-moved"}, {"bytesReceived", 2000}})});
  EXPECT_VALUE(call.Get("IV", "bitrate"), 8000);
  EXPECT_FALSE(call.Has("IV-moved"));
}

TEST(ConnectionTest, PathIsThatOfTheSelectedPair) {
  TestCall call;
  call.Poll(0, {Transport(), Pair({{"localCandidateId", "L"}, {"remoteCandidateId", "R"}, {"currentRoundTripTime", 0.05}, {"availableOutgoingBitrate", 3e5}}),
                {{"type", "local-candidate"}, {"id", "L"}, {"candidateType", "relay"}, {"protocol", "udp"}, {"relayProtocol", "tls"}, {"networkType", "wifi"}},
                {{"type", "remote-candidate"}, {"id", "R"}, {"candidateType", "srflx"}, {"protocol", "udp"}}});
  EXPECT_VALUE(call.Get("", "rtt"), 50);
  EXPECT_EQ(call.Word("", "rttSource"), "candidate-pair");
  EXPECT_VALUE(call.Get("", "availableOutgoingBitrate"), 3e5);
  EXPECT_EQ(call.Word("", "localCandidateType"), "relay");
  EXPECT_EQ(call.Word("", "remoteCandidateType"), "srflx");
  EXPECT_EQ(call.Word("", "protocol"), "tls");
  EXPECT_EQ(call.Word("", "networkType"), "wifi");
  EXPECT_EQ(call.Word("", "dtlsState"), "connected");
}

TEST(ConnectionTest, LinksSourcesByIdElseByMidElseByKind) {
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

TEST(ConnectionTest, DoesNotLinkASourceThatAnotherStreamNames) {
  TestCall call;
  call.Poll(0, {OutboundVideo({{"mid", "0"}}), OutboundVideo({{"id", "OV2"}, {"ssrc", 9}, {"mid", "1"}, {"mediaSourceId", "SV2"}}),
                {{"type", "media-source"}, {"id", "SV2"}, {"kind", "video"}, {"framesPerSecond", 5}}});
  EXPECT_UNKNOWN(call.Get("OV", "framesCapturedPerSecond"));
  EXPECT_VALUE(call.Get("OV2", "framesCapturedPerSecond"), 5);
}

// Chrome 99.
TEST(ConnectionTest, LayersOfATrackShareItsSourceAndReportALimitOnceWithoutAMid) {
  TestCall call;
  for (int i = 0; i < 20; ++i) {
    Report report;
    for (int layer = 0; layer < 3; ++layer) {
      report.push_back(OutboundVideo({{"id", "OV" + std::to_string(layer)}, {"ssrc", 10 + layer}, {"trackId", "TK"}, {"framesEncoded", 30 * i},
                                      {"qualityLimitationDurations", {{"bandwidth", i}, {"none", 0}}}}));
    }
    report.front().push_back({"mediaSourceId", "SV1"});
    report.push_back({{"type", "media-source"}, {"id", "SV1"}, {"kind", "video"}, {"framesPerSecond", 30}});
    report.push_back({{"type", "media-source"}, {"id", "SV2"}, {"kind", "video"}, {"framesPerSecond", 5}});
    call.Poll(1000 * i, report);
  }
  EXPECT_VALUE(call.Get("OV2", "framesCapturedPerSecond"), 30);
  EXPECT_EQ(Events(call), std::vector<std::string>{"limited"});
}

TEST(ConnectionTest, LayersOfASourceReportALimitOnceWithoutAMidOrTrack) {
  TestCall call;
  for (int i = 0; i < 20; ++i) {
    Report report;
    for (int layer = 0; layer < 3; ++layer) {
      report.push_back(OutboundVideo({{"id", "OV" + std::to_string(layer)}, {"ssrc", 10 + layer}, {"mediaSourceId", "SV1"}, {"framesEncoded", 30 * i},
                                      {"qualityLimitationDurations", {{"bandwidth", i}, {"none", 0}}}}));
    }
    call.Poll(1000 * i, report);
  }
  EXPECT_EQ(Events(call), std::vector<std::string>{"limited"});
}

TEST(ConnectionTest, LayersOfASenderReportALimitOnce) {
  TestCall call;
  for (int i = 0; i < 20; ++i) {
    const int limited = std::max(0, i - 14);
    const StatObject told = {{"framesEncoded", 30 * i}, {"qualityLimitationDurations", {{"bandwidth", limited}, {"none", i - limited}}}};
    call.Poll(1000 * i, {OutboundVideo(With({{"mid", "0"}}, told)), OutboundVideo(With({{"id", "OV2"}, {"ssrc", 9}, {"mid", "0"}}, told)),
                         OutboundVideo(With({{"id", "OV3"}, {"ssrc", 10}, {"mid", "1"}}, told)), OutboundVideo(With({{"id", "OV4"}, {"ssrc", 11}}, told)),
                         OutboundVideo(With({{"id", "OV5"}, {"ssrc", 12}}, told))});
  }
  std::string streams;
  for (const Event& event : call.session.window().events()) {
    if (event.type == "limited") streams += std::string(event.stream) + " ";
  }
  EXPECT_EQ(streams, "OV OV3 OV4 OV5 ");
}

TEST(ConnectionTest, LinksReceiverReportsByIdElseBySsrc) {
  TestCall call;
  call.Poll(0, {OutboundVideo({{"remoteId", "RI2"}}), OutboundAudio(), RemoteInbound({{"id", "RI2"}, {"ssrc", 99}, {"fractionLost", 0.25}}),
                RemoteInbound({{"id", "RI3"}, {"ssrc", 4}, {"kind", "audio"}, {"fractionLost", 0.125}, {"jitter", 0.02}, {"roundTripTime", 0.1}})});
  EXPECT_VALUE(call.Get("OV", "remotePacketLoss"), 0.25);
  EXPECT_VALUE(call.Get("OA", "remotePacketLoss"), 0.125);
  EXPECT_VALUE(call.Get("OA", "remoteJitter"), 20);
  EXPECT_VALUE(call.Get("OA", "remoteRtt"), 100);
  EXPECT_EQ(call.Word("OA", "quality"), "poor");
}

TEST(ConnectionTest, MosNeedsLossRoundTripAndJitterBuffer) {
  for (int missing = 0; missing <= 3; ++missing) {
    TestCall call;
    for (int i = 0; i < 2; ++i) {
      StatObject audio = InboundAudio({{"bytesReceived", 4000 * i}});
      if (missing != 1) audio = With(audio, {{"packetsReceived", 50 * i}, {"packetsLost", 0}});
      if (missing != 2) audio = With(audio, {{"jitterBufferDelay", 2880 * i}, {"jitterBufferEmittedCount", 48'000 * i}});
      call.Poll(1000 * i, {audio, Transport(), Pair({{"currentRoundTripTime", missing == 3 ? kUnknown : 0.1}})});
    }
    EXPECT_EQ(IsKnown(call.Get("IA", "mos")), missing == 0) << missing;
    EXPECT_VALUE(call.Get("IA", "mosDelayMs"), missing == 0 ? 130 : kUnknown);
    EXPECT_VALUE(call.Get("IA", "mosLoss"), missing == 0 ? 0 : kUnknown);
  }
}

TEST(ConnectionTest, VideoScoreDependsOnBitrateCodecAndDelay) {
  const auto score = [](const char* codec, double rtt) {
    TestCall call;
    for (int i = 0; i < 2; ++i) {
      call.Poll(1000 * i, {InboundVideo({{"bytesReceived", 187'500 * i}, {"framesDecoded", 30 * i}, {"totalInterFrameDelay", i}, {"frameWidth", 1280}, {"frameHeight", 720},
                                         {"totalSquaredInterFrameDelay", i / 30.}, {"jitterBufferDelay", 1.5 * i}, {"jitterBufferEmittedCount", 30 * i}, {"codecId", "C"}}),
                           {{"type", "codec"}, {"id", "C"}, {"mimeType", codec}}, Transport(), Pair({{"currentRoundTripTime", rtt}})});
    }
    return call.Get("IV", "score");
  };
  EXPECT_NEAR(score("video/VP8", 0.1), 3.528, 0.001);  // worked out by hand in the test of the score
  EXPECT_GT(score("video/VP9", 0.1), 3.6);
  EXPECT_NEAR(score("video/VP8", 0.3), 3.328, 0.001);
}

TEST(ConnectionTest, SendsTheCodecOfAStream) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"codecId", "C1"}, {"jitter", 0}}), OutboundVideo({{"codecId", "C2"}, {"frameWidth", 640}}),
                {{"type", "codec"}, {"id", "C1"}, {"mimeType", "video/VP8"}}, {{"type", "codec"}, {"id", "C2"}, {"mimeType", "video/AV1"}}});
  const auto batches = TakeBatches(call.session, Session::Flush::kAsked);
  ASSERT_EQ(batches.size(), 1u);
  EXPECT_EQ(StreamOf(batches[0], "IV")->codec, "video/VP8");
  EXPECT_EQ(StreamOf(batches[0], "OV")->codec, "video/AV1");
}

TEST(ConnectionTest, KeepsConnectionsApart) {
  TestCall call;
  for (const char* pc : {"a", "b"}) call.Poll(0, {}, {{"getStatsMs", *pc == 'a' ? 1 : 2}}, pc);
  const auto batches = TakeBatches(call.session, Session::Flush::kAsked);
  ASSERT_EQ(batches.size(), 1u);
  EXPECT_VALUE(ValueAt(batches[0].streams[0], "getStatsMs", 0), 1);
  EXPECT_VALUE(ValueAt(batches[0].streams[1], "getStatsMs", 0), 2);
}

// 15 of 30 frames per second are dropped: the audio's path is good, and the frames are held for lip sync. 10 audio packets per second arrive late.
TEST(ConnectionTest, ReportsDiscardsWithTheirReason) {
  TestCall call;
  for (int i = 0; i <= 12; ++i) {
    const int frames = 60 * i, bad = std::max(0, i - 10);
    call.Poll(2000 * i,
              {InboundVideo({{"packetsReceived", 200 * i}, {"packetsLost", 0}, {"pliCount", 0}, {"framesReceived", frames}, {"framesDecoded", frames - 30 * bad},
                             {"framesDropped", 30 * bad}, {"totalDecodeTime", 0.001 * frames}, {"jitterBufferEmittedCount", frames}, {"jitterBufferDelay", 0.2 * frames},
                             {"jitterBufferTargetDelay", 0.2 * frames}, {"jitterBufferMinimumDelay", 0.05 * frames}}),
               InboundAudio({{"packetsReceived", 100 * i}, {"packetsDiscarded", 20 * bad}, {"jitter", 0.003}})});
  }
  std::vector<std::string> told;
  for (const Event& event : call.session.window().events()) {
    told.push_back(std::string(event.stream) + " " + std::string(TextOf(event, "reason")) + " " + std::to_string(static_cast<int>(NumberOf(event, "count"))));
  }
  EXPECT_EQ(told, (std::vector<std::string>{"IV lip-sync 30", "IA late 20"}));
}

TEST(ConnectionTest, FreezeEndsWhenItsStreamLeavesOrItsConnectionCloses) {
  for (const bool closes : {false, true}) {
    TestCall call;
    for (int i = 0; i <= 16; ++i) {
      const int frames = 30 * std::min(i, 10);
      call.Poll(1000 * i, {InboundVideo({{"framesDecoded", frames}, {"framesReceived", frames}, {"bytesReceived", 100'000 * i}, {"packetsReceived", 100 * i},
                                         {"packetsLost", 0}, {"jitterBufferEmittedCount", frames}})});
      if (i == 15) {
        EXPECT_VALUE(call.Get("IV", "isFrozen"), 1);
        EXPECT_VALUE(call.Get("IV", "frozenMs"), 1000);
        EXPECT_VALUE(call.Get("IV", "frameAgeMs"), 5000);
      }
    }
    if (closes) call.session.CloseConnection(call.handle());
    else call.Poll(17'000, {});
    const auto& events = call.session.window().events();
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].phase, "end");
    EXPECT_EQ(TextOf(events[1], "until"), "stream-end");
    EXPECT_VALUE(events[1].t, kCallStart + 16'000);
  }
}

TEST(ConnectionTest, QualityIsThatOfTheWorstStream) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    call.Poll(1000 * i, {Transport(), Pair({{"currentRoundTripTime", 0.02}}), InboundAudio({{"packetsReceived", 50 * i}, {"packetsLost", 0}}),
                         InboundVideo({{"packetsReceived", 85 * i}, {"packetsLost", 15 * i}, {"framesDecoded", 30 * i}})},
              {{"conn", "connected"}});
  }
  EXPECT_EQ(call.Word("IA", "quality"), "good");
  EXPECT_EQ(call.Word("IV", "quality"), "poor");
  EXPECT_EQ(call.Word("", "quality"), "poor");
  EXPECT_VALUE(call.Get("", "qualityReasons"), kReasonPacketLoss);
}

// Firefox before 113.
TEST(ConnectionTest, JudgesByTheIceStateWithoutAConnectionState) {
  TestCall call;
  call.Poll(0, {Transport(), Pair({{"currentRoundTripTime", 0.05}})}, {{"ice", "failed"}});
  EXPECT_EQ(call.Word("", "quality"), "poor");
  call.Poll(1000, {Transport(), Pair({{"currentRoundTripTime", 0.05}})}, {{"ice", "connected"}});
  EXPECT_EQ(call.Word("", "quality"), "good");
}

TEST(ConnectionTest, ReportsEachStateChangeOnce) {
  TestCall call;
  int at = 0;
  for (const char* state : {"connecting", "connected", "connected", "disconnected", "connected"}) call.Poll(1000 * at++, {}, {{"conn", state}});
  EXPECT_EQ(Events(call), (std::vector<std::string>{"connection-state -connecting", "connection-state connecting-connected",
                                                    "connection-state connected-disconnected", "connection-state disconnected-connected"}));
}

TEST(ConnectionTest, RatesAndFreezesShareTheMaximumInterval) {
  for (const double max_ms : {30'000., 60'000.}) {
    TestCall call;
    call.session.SetParameter("interval.maxMs", max_ms);
    for (const int second : {0, 20, 40, 85}) {
      call.Poll(1000 * second, {InboundVideo({{"framesDecoded", 30 * second}, {"bytesReceived", 1000 * second}, {"totalInterFrameDelay", second},
                                              {"totalSquaredInterFrameDelay", second / 30.}})});
    }
    EXPECT_EQ(IsKnown(call.Get("IV", "bitrate")), max_ms > 45'000);
    EXPECT_EQ(IsKnown(call.Get("IV", "isFrozen")), max_ms > 45'000);
  }
}

// Retransmissions and probing are not media.
TEST(ConnectionTest, FreezeEvidenceExcludesRetransmissions) {
  TestCall call;
  for (int second = 0; second <= 14; ++second) {
    const int shown = second <= 10 ? second : second <= 13 ? 10 : second;
    const double mean_gap = 1 / 30.;
    call.Poll(1000 * second, {InboundVideo({{"framesDecoded", 30 * shown - (second > 13 ? 90 : 0)}, {"bytesReceived", 3000 * second}, {"retransmittedBytesReceived", 1000 * second},
                                            {"totalInterFrameDelay", shown}, {"totalSquaredInterFrameDelay", mean_gap * shown}, {"packetsLost", 0}})});
  }
  const auto& events = call.session.window().events();
  const auto freeze = std::find_if(events.begin(), events.end(), [](const Event& e) { return e.type == "freeze"; });
  ASSERT_NE(freeze, events.end());
  const auto before = std::find_if(freeze->evidence.begin(), freeze->evidence.end(), [](const EventValue& v) { return std::string_view(v.key) == "bitrateBefore"; });
  ASSERT_NE(before, freeze->evidence.end());
  EXPECT_EQ(before->number, 16'000);
}

TEST(ConnectionTest, WallClockStepChangesNeitherDurationNorCountOfAnEpisode) {
  constexpr double kHourMs = 3'600'000;
  for (const double step : {0.0, kHourMs, -kHourMs}) {
    TestCall call;
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
      if (i >= 20 && i < 40) refused += 20;
      const double t = kCallStart + 1000 * i + (i >= 30 ? step : 0);
      call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", refused}})}, {{"t", t}});
    }
    const auto& events = call.session.window().events();
    ASSERT_EQ(events.size(), 2u);
    EXPECT_VALUE(events[0].t, kCallStart + 19'000);
    EXPECT_VALUE(events[1].t, kCallStart + 39'000 + step);  // the time of the poll itself
    EXPECT_VALUE(NumberOf(events[1], "durationMs"), 20'000);
    EXPECT_VALUE(NumberOf(events[1], "count"), 400);
  }
}

TEST(ConnectionTest, MeasuresEpisodesByTheWallClockWithoutPerformanceNow) {
  TestCall call;
  for (int i = 0; i < 60; ++i) {
    call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", 20 * std::clamp(i - 20, 0, 20)}})}, {{"perf", kUnknown}});
  }
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_VALUE(NumberOf(events[1], "durationMs"), 20'000);
}

TEST(ConnectionTest, NoEpisodeBeginsInAnImpossibleInterval) {
  TestCall call;
  for (int i = 0; i <= 30; ++i) {
    if (i == 29) call.Poll(1000 * i, {}, {{"perf", -1e200}});
    else call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", i < 30 ? 0 : 100}})});
  }
  EXPECT_VALUE(call.Get("", "packetsDiscardedOnSendPerSecond"), 50);
  EXPECT_TRUE(call.session.window().events().empty());
}

TEST(ConnectionTest, ClosingEndsRunningEpisodes) {
  TestCall call;
  for (int i = 0; i < 30; ++i) call.Poll(1000 * i, {Transport(), Pair({{"packetsDiscardedOnSend", 20 * std::max(0, i - 20)}})});
  call.session.CloseConnection(call.handle());
  const auto& events = call.session.window().events();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].phase, "end");
}

TEST(ConnectionTest, RatesUseTheTimestampsOfTheObjects) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 0}})}, {{"perf", kUnknown}});
  call.Poll(1000, {InboundVideo({{"bytesReceived", 1000}, {"timestamp", kCallStart + 500}})}, {{"perf", kUnknown}});
  EXPECT_VALUE(call.Get("IV", "bitrate"), 16'000);
}

}  // namespace
}  // namespace rtc_vitals
