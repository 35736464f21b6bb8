#include "core/session/connection.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

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
    call.Poll(1000 * i, {InboundVideo({{"bytesReceived", 100 * i}}), InboundAudio({{"bytesReceived", 200 * i}}),
                         OutboundVideo({{"bytesSent", 300 * i}}), OutboundAudio({{"bytesSent", 400 * i}}),
                         InboundVideo({{"id", "IV2"}, {"ssrc", 8}, {"bytesReceived", 500 * i}}),
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

TEST(ConnectionTest, StreamKeepsItsFirstName) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 1000}})});
  call.Poll(1000, {InboundVideo({{"id", "IV-moved"}, {"bytesReceived", 2000}})});
  EXPECT_VALUE(call.Get("IV", "bitrate"), 8000);
  EXPECT_FALSE(call.Has("IV-moved"));
}

TEST(ConnectionTest, DoesNotReuseTheNameOfAContinuedStream) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 1000}})});
  call.Poll(1000, {InboundVideo({{"id", "moved"}, {"bytesReceived", 2000}})});
  for (int i = 0; i < 2; ++i) {
    call.Poll(2000 + 1000 * i, {InboundVideo({{"id", "moved"}, {"bytesReceived", 3000 + 1000 * i}}),
                                InboundVideo({{"ssrc", 8}, {"bytesReceived", 500 * i}})});
  }
  EXPECT_VALUE(call.Get("IV", "bitrate"), 8000);
  EXPECT_VALUE(call.Get("IV'", "bitrate"), 4000);
}

TEST(ConnectionTest, RatesUseTheTimestampsOfTheObjects) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"bytesReceived", 0}})}, {{"perf", kUnknown}});
  call.Poll(1000, {InboundVideo({{"bytesReceived", 1000}, {"timestamp", kCallStart + 500}})}, {{"perf", kUnknown}});
  EXPECT_VALUE(call.Get("IV", "bitrate"), 16'000);
}

TEST(ConnectionTest, KeepsConnectionsApart) {
  TestCall call;
  for (const char* pc : {"a", "b"}) call.Poll(0, {}, {{"getStatsMs", *pc == 'a' ? 1 : 2}}, pc);
  const auto batches = TakeBatches(call.session, Session::Flush::kAsked);
  ASSERT_EQ(batches.size(), 1u);
  EXPECT_VALUE(ValueAt(batches[0].streams[0], "getStatsMs", 0), 1);
  EXPECT_VALUE(ValueAt(batches[0].streams[1], "getStatsMs", 0), 2);
}

TEST(ConnectionTest, SendsTheCodecOfAStream) {
  TestCall call;
  call.Poll(0, {InboundVideo({{"codecId", "C1"}, {"jitter", 0}}), OutboundVideo({{"codecId", "C2"}, {"frameWidth", 640}}),
                {{"type", "codec"}, {"id", "C1"}, {"mimeType", "video/VP8"}},
                {{"type", "codec"}, {"id", "C2"}, {"mimeType", "video/AV1"}}});
  const auto batches = TakeBatches(call.session, Session::Flush::kAsked);
  ASSERT_EQ(batches.size(), 1u);
  EXPECT_EQ(StreamOf(batches[0], "IV")->codec, "video/VP8");
  EXPECT_EQ(StreamOf(batches[0], "OV")->codec, "video/AV1");
}

TEST(ConnectionTest, PathIsThatOfTheSelectedPair) {
  TestCall call;
  call.Poll(0, {Transport(), Pair({{"localCandidateId", "L"}, {"remoteCandidateId", "R"}, {"currentRoundTripTime", 0.05},
                                   {"availableOutgoingBitrate", 3e5}}),
                {{"type", "local-candidate"}, {"id", "L"}, {"candidateType", "relay"}, {"protocol", "udp"}, {"relayProtocol", "tls"},
                 {"networkType", "wifi"}}, {{"type", "remote-candidate"}, {"id", "R"}, {"candidateType", "srflx"}, {"protocol", "udp"}}});
  EXPECT_VALUE(call.Get("", "rtt"), 50);
  EXPECT_EQ(call.Word("", "rttSource"), "candidate-pair");
  EXPECT_VALUE(call.Get("", "availableOutgoingBitrate"), 3e5);
  EXPECT_EQ(call.Word("", "localCandidateType"), "relay");
  EXPECT_EQ(call.Word("", "remoteCandidateType"), "srflx");
  EXPECT_EQ(call.Word("", "protocol"), "tls");
  EXPECT_EQ(call.Word("", "networkType"), "wifi");
  EXPECT_EQ(call.Word("", "dtlsState"), "connected");
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
      call.Poll(1000 * i, {InboundVideo({{"bytesReceived", 187'500 * i}, {"framesDecoded", 30 * i}, {"totalInterFrameDelay", i},
                                         {"frameWidth", 1280}, {"frameHeight", 720}, {"totalSquaredInterFrameDelay", i / 30.},
                                         {"jitterBufferDelay", 1.5 * i}, {"jitterBufferEmittedCount", 30 * i}, {"codecId", "C"}}),
                           {{"type", "codec"}, {"id", "C"}, {"mimeType", codec}}, Transport(), Pair({{"currentRoundTripTime", rtt}})});
    }
    return call.Get("IV", "score");
  };
  EXPECT_NEAR(score("video/VP8", 0.1), 3.528, 0.001);  // computed by hand in video_score_test.cc
  EXPECT_GT(score("video/VP9", 0.1), 3.6);
  EXPECT_NEAR(score("video/VP8", 0.3), 3.328, 0.001);
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
  EXPECT_NE(call.Word("OV", "quality"), "fair") << "the last report is too old";
}

TEST(ConnectionTest, QualityIsThatOfTheWorstStream) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    call.Poll(1000 * i, {Transport(), Pair({{"currentRoundTripTime", 0.02}}),
                         InboundAudio({{"packetsReceived", 50 * i}, {"packetsLost", 0}}),
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

TEST(ConnectionTest, RatesAndFreezesShareTheMaximumInterval) {
  for (const double max_ms : {30'000., 60'000.}) {
    TestCall call;
    call.session.SetParameter("interval.maxMs", max_ms);
    for (const int second : {0, 20, 40, 85}) {
      call.Poll(1000 * second, {InboundVideo({{"framesDecoded", 30 * second}, {"bytesReceived", 1000 * second},
                                              {"totalInterFrameDelay", second}, {"totalSquaredInterFrameDelay", second / 30.}})});
    }
    EXPECT_EQ(IsKnown(call.Get("IV", "bitrate")), max_ms > 45'000);
    EXPECT_EQ(IsKnown(call.Get("IV", "isFrozen")), max_ms > 45'000);
  }
}

}  // namespace
}  // namespace rtc_vitals
