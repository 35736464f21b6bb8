#include "core/session/freeze_polls.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace pair = stat::candidate_pair;
namespace transport = stat::transport;
namespace remote_in = stat::remote_inbound_rtp;

using Members = std::initializer_list<MemberValue>;

TestRow RowOf(stat::Type type, int id, Members members, Members more = {}) {
  TestRow row(type, id, 0, members);
  for (const MemberValue& member : more) row.row().Set(member.member, member.value);
  return row;
}

// On its own transport, nominated and succeeded.
TestRow Pair(int id, Members more) {
  return RowOf(stat::Type::candidate_pair, id, {{pair::transportId, 100 + id}, {pair::nominated, 1}, {pair::state, Labels::succeeded}},
               more);
}
TestRow Transport(int id, double bytes) { return RowOf(stat::Type::transport, id, {{transport::bytesReceived, bytes}}); }
TestRow Audio(int id, Members more) { return RowOf(stat::Type::inbound_rtp, id, {{in::kind, Labels::audio}, {in::ssrc, id}}, more); }
TestRow Video(int id, Members more) { return RowOf(stat::Type::inbound_rtp, id, {{in::kind, Labels::video}, {in::ssrc, id}}, more); }
TestRow Reported(int id, double timestamp, double rtt) {
  return TestRow(stat::Type::remote_inbound_rtp, id, timestamp, {{remote_in::ssrc, id}, {remote_in::roundTripTime, rtt}});
}

class ConnectionPollTest : public testing::Test {
 protected:
  // Two reports, one second apart: what the detector reads at the second one.
  ConnectionPoll After(std::vector<TestRow> first, std::vector<TestRow> second) {
    polls_.Poll(1000, std::move(first));
    polls_.Poll(2000, std::move(second));
    return Facts();
  }
  ConnectionPoll Facts() { return ConnectionPollOf(polls_.report(), polls_.objects(), sample_, polls_.labels); }

  TestObjects polls_;
  ConnectionSample sample_;
};

TEST_F(ConnectionPollTest, CountsReceivedBytesByTransportsElseByPairs) {
  EXPECT_VALUE(After({Transport(1, 100), Transport(2, 1000), Pair(3, {{pair::bytesReceived, 0}})},
                     {Transport(1, 150), Transport(2, 1200), Pair(3, {{pair::bytesReceived, 7}})})
                   .bytesReceivedDelta,
               250);
  EXPECT_VALUE(After({Pair(4, {{pair::bytesReceived, 0}}), Pair(5, {{pair::bytesReceived, 9}})},
                     {Pair(4, {{pair::bytesReceived, 7}}), Pair(5, {{pair::bytesReceived, 10}})}).bytesReceivedDelta, 8);
  EXPECT_UNKNOWN(After({}, {}).bytesReceivedDelta);
}

TEST_F(ConnectionPollTest, TcpAndTlsAreOverTcp) {
  EXPECT_FALSE(Facts().overTcp) << "unknown";
  for (const char* protocol : {"udp", "tcp", "tls"}) {
    sample_.protocol = polls_.labels.Intern(protocol);
    EXPECT_EQ(Facts().overTcp, protocol != std::string_view("udp")) << protocol;
  }
}

TEST_F(ConnectionPollTest, UsesTheSlowestAndTheMostRecentlyHeardSelectedPair) {
  const auto poll = [](double a, double b) {
    return std::vector{Pair(1, {{pair::requestsSent, a}, {pair::responsesReceived, 0}, {pair::currentRoundTripTime, 0.3},
                                {pair::lastPacketReceivedTimestamp, 1500}}),
                       Pair(2, {{pair::requestsSent, b}, {pair::responsesReceived, b}, {pair::currentRoundTripTime, 0.1},
                                {pair::lastPacketReceivedTimestamp, 1900}})};
  };
  const ConnectionPoll facts = After(poll(0, 0), poll(2, 3));
  EXPECT_VALUE(facts.pairRequestsSentDelta, 5);
  EXPECT_VALUE(facts.pairResponsesReceivedDelta, 3);
  EXPECT_VALUE(facts.currentRoundTripTime, 0.3);
  EXPECT_VALUE(facts.pairLastPacketReceivedTimestamp, 1900);
}

TEST_F(ConnectionPollTest, SumsAllAudioAndUsesTheLowestJitterOfActiveStreams) {
  const auto audio = [](int id, double packets, double lost, double jitter) {
    return Audio(id, {{in::packetsReceived, packets}, {in::packetsLost, lost}, {in::jitter, jitter}});
  };
  const ConnectionPoll facts = After({audio(1, 0, 0, 0.02), audio(2, 0, 0, 0.01), audio(3, 9, 0, 0)},
                                     {audio(1, 50, 4, 0.02), audio(2, 40, 1, 0.01), audio(3, 9, 0, 0)});
  EXPECT_VALUE(facts.audioPacketsDelta, 90);
  EXPECT_VALUE(facts.audioPacketsLostDelta, 5);
  EXPECT_VALUE(facts.audioJitter, 0.01);
}

TEST_F(ConnectionPollTest, AudioOfUnknownJitterHidesThatOfNoOther) {
  for (const int unknown : {1, 2}) {
    const auto audio = [&](int id, double packets) {
      return Audio(id, {{in::packetsReceived, packets}, {in::jitter, id == unknown ? kUnknown : 0.02}});
    };
    EXPECT_VALUE(After({audio(1, 0), audio(2, 0)}, {audio(1, 50), audio(2, 50)}).audioJitter, 0.02);
  }
}

TEST_F(ConnectionPollTest, CountsVideosThatAreDecodedAndNotAsAudio) {
  const auto video = [](int id, double frames) {
    return Video(id, {{in::framesDecoded, frames}, {in::packetsReceived, frames}, {in::jitter, 0.01}});
  };
  const ConnectionPoll facts = After({video(1, 0), video(2, 0), video(3, 5)}, {video(1, 30), video(2, 1), video(3, 5)});
  EXPECT_EQ(facts.videosDecoding, 2);
  EXPECT_UNKNOWN(facts.audioPacketsDelta);
  EXPECT_UNKNOWN(facts.audioJitter);
}

TEST_F(ConnectionPollTest, RemoteRoundTripTimeIsTheLongestOfTheNewReports) {
  const ConnectionPoll facts = After({Reported(1, 900, 0.2), Reported(2, 900, 0.2), Reported(3, 900, 0.8)},
                                     {Reported(1, 1800, 0.4), Reported(2, 1800, 0.3), Reported(3, 900, 0.8)});
  EXPECT_VALUE(facts.remoteRoundTripTime, 0.4);
}

TEST_F(ConnectionPollTest, ReadsClockAndIceStateFromTheHost) {
  const auto facts = [&](const char* ice) {
    const auto row = [&](double perf) {
      return RowOf(stat::Type::host, 1, {{stat::host::perf, perf}}, {{stat::host::ice, *ice ? polls_.labels.Intern(ice) : kUnknown}});
    };
    return After({row(10)}, {row(1010)});
  };
  EXPECT_VALUE(facts("connected").perf, 1010);
  EXPECT_EQ(facts("connected").iceConnected, 1);
  EXPECT_EQ(facts("completed").iceConnected, 1);
  EXPECT_EQ(facts("disconnected").iceConnected, 0);
  EXPECT_UNKNOWN(facts("").iceConnected);
}

TEST_F(ConnectionPollTest, ReadsBandwidthAndPathChangeFromTheSample) {
  sample_ = {.availableOutgoingBitrate = 3e5, .pathChangesDelta = 1};
  EXPECT_VALUE(Facts().availableOutgoingBitrate, 3e5);
  EXPECT_TRUE(Facts().pathChanged);
  for (const double changes : {0.0, kUnknown}) {
    sample_.pathChangesDelta = changes;
    EXPECT_FALSE(Facts().pathChanged);
  }
}

}  // namespace
}  // namespace rtc_vitals
