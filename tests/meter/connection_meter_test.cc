#include "core/meter/connection_meter.h"

#include <gtest/gtest.h>

#include "tests/support/near.h"
#include "tests/support/test_call.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

StatObject Local(const char* id) { return {{"type", "local-candidate"}, {"id", id}, {"candidateType", "host"}}; }
StatObject Remote(const char* id) { return {{"type", "remote-candidate"}, {"id", id}, {"candidateType", "host"}}; }

// A selected pair between two candidates, marked as in Firefox.
Report Path(const char* pair, const char* local, const char* remote, double bytes = 0) {
  return {Pair({{"id", pair}, {"selected", true}, {"localCandidateId", local}, {"remoteCandidateId", remote}, {"bytesSent", bytes}}),
          Local(local), Remote(remote)};
}

TEST(ConnectionMeterTest, CountsTheTrafficOfTheTransport) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    call.Poll(1000 * i, {Transport({{"bytesSent", 1000 * i}, {"bytesReceived", 3000 * i}}),
                         Pair({{"bytesSent", 700 * i}, {"packetsDiscardedOnSend", 4 * i}})});
  }
  EXPECT_VALUE(call.Get("", "sendBitrate"), 8000);
  EXPECT_VALUE(call.Get("", "receiveBitrate"), 24'000);
  EXPECT_VALUE(call.Get("", "packetsDiscardedOnSendPerSecond"), 4);
}

TEST(ConnectionMeterTest, AddsUpSeveralTransports) {
  TestCall call;
  for (int i = 0; i < 2; ++i) {
    call.Poll(1000 * i, {Transport({{"bytesSent", 1000 * i}}),
                         Transport({{"id", "T2"}, {"selectedCandidatePairId", "CP2"}, {"bytesSent", 2000 * i}}),
                         Pair({{"bytesSent", 1000 * i}, {"currentRoundTripTime", 0.01}, {"availableOutgoingBitrate", 5000}}),
                         Pair({{"id", "CP2"}, {"transportId", "T2"}, {"bytesSent", 2000 * i + 1}, {"currentRoundTripTime", 0.02},
                               {"availableOutgoingBitrate", 5000}})});
  }
  EXPECT_VALUE(call.Get("", "sendBitrate"), 24'000);
  EXPECT_VALUE(call.Get("", "rtt"), 20);
  EXPECT_VALUE(call.Get("", "availableOutgoingBitrate"), 5000);  // libwebrtc repeats one estimate on every transport
}

// Seen in Chrome 99: transport.bytesSent 942, then 0, under one id.
TEST(ConnectionMeterTest, RateIsUnknownIfATransportRestarts) {
  TestCall call;
  call.Poll(0, {Transport({{"bytesSent", 942}, {"bytesReceived", 10}}), Pair()});
  call.Poll(1000, {Transport({{"bytesSent", 0}, {"bytesReceived", 20}}), Pair()});
  EXPECT_UNKNOWN(call.Get("", "sendBitrate"));
  EXPECT_UNKNOWN(call.Get("", "receiveBitrate"));
}

// Firefox 153.
TEST(ConnectionMeterTest, CountsPairsIfTheTransportDoesNotCount) {
  TestCall call;
  for (int i = 0; i < 2; ++i) call.Poll(1000 * i, {Transport(), Pair({{"bytesSent", 500 * i}, {"bytesReceived", 250 * i}})});
  EXPECT_VALUE(call.Get("", "sendBitrate"), 4000);
  EXPECT_VALUE(call.Get("", "receiveBitrate"), 2000);
}

TEST(ConnectionMeterTest, RateFromPairsIsUnknownOnAPathChange) {
  TestCall call;
  call.Poll(0, Path("CP1", "L1", "R1", 1000));
  Report both = Path("CP2", "L2", "R1", 9000);
  both.push_back(Pair({{"id", "CP1"}, {"selected", false}, {"bytesSent", 1100}}));
  call.Poll(1000, both);
  EXPECT_UNKNOWN(call.Get("", "sendBitrate"));
  call.Poll(2000, Path("CP2", "L2", "R1", 10'000));
  EXPECT_VALUE(call.Get("", "sendBitrate"), 8000);
}

TEST(ConnectionMeterTest, ReportsAPathChangeOnce) {
  TestCall call;
  call.Poll(0, Path("CP1", "L1", "R1"));
  EXPECT_UNKNOWN(call.Get("", "pathChangesDelta"));
  call.Poll(1000, Path("CP2", "L2", "R1"));
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 1);
  EXPECT_VALUE(call.Get("", "iceRestartsDelta"), 0);
  call.Poll(2000, Path("CP2", "L2", "R1"));
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 0);
  EXPECT_EQ(call.EventTypes(), std::vector<std::string_view>{"path-change"});
}

TEST(ConnectionMeterTest, CountsPathChangesBetweenTwoPollsByTheTransport) {
  TestCall call;
  call.Poll(0, {Transport({{"selectedCandidatePairChanges", 1}}), Pair()});
  call.Poll(1000, {Transport({{"selectedCandidatePairChanges", 3}}), Pair()});
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 2);
}

// RFC 8445: a restart gathers new candidates on both sides.
TEST(ConnectionMeterTest, PathBetweenTwoNewCandidatesIsAnIceRestart) {
  TestCall call;
  call.Poll(0, Path("CP1", "L1", "R1"));
  Report restarted = Path("CP2", "L2", "R2");
  restarted.push_back(Local("L1"));  // Chromium keeps the old ones for half a minute
  restarted.push_back(Remote("R1"));
  call.Poll(1000, restarted);
  EXPECT_VALUE(call.Get("", "iceRestartsDelta"), 1);
  EXPECT_EQ(call.EventTypes(), std::vector<std::string_view>{"ice-restart"});
}

TEST(ConnectionMeterTest, DetectsAPathChangeAcrossAPollWithoutPath) {
  TestCall call;
  const auto selects = [](const char* pair, int changes) {
    return Transport({{"selectedCandidatePairId", pair}, {"selectedCandidatePairChanges", changes}});
  };
  call.Poll(0, {selects("CP", 1), Pair()});
  call.Poll(1000, {selects("", 1)});
  EXPECT_UNKNOWN(call.Get("", "pathChangesDelta"));
  call.Poll(2000, {selects("CP2", 2), Pair({{"id", "CP2"}})});
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 1);
  call.Poll(3000, {selects("CP2", 2), Pair({{"id", "CP2"}})});
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 0);
  EXPECT_EQ(call.EventTypes(), std::vector<std::string_view>{"path-change"});
}

// The number of an id that nothing refers to any more is reused.
TEST(ConnectionMeterTest, DetectsAnIceRestartLongAfterTheFirst) {
  constexpr int kPollsForIdsToBeGivenAgain = 400;
  TestCall call;
  int second = 0;
  const auto poll = [&](int times, const Report& report) {
    for (int i = 0; i < times; ++i) call.Poll(1000 * second++, report);
  };
  poll(1, Path("CP1", "L1", "R1"));
  Report restarted = Path("CP2", "L2", "R2");
  restarted.push_back(Local("L1"));  // Chromium keeps the old ones for half a minute
  restarted.push_back(Remote("R1"));
  poll(15, restarted);
  poll(kPollsForIdsToBeGivenAgain, Path("CP2", "L2", "R2"));
  poll(1, Path("CP3", "L3", "R3"));
  EXPECT_EQ(call.EventTypes(), (std::vector<std::string_view>{"ice-restart", "ice-restart"}));
}

TEST(ConnectionMeterTest, TrickledCandidatesAreNotAnIceRestart) {
  TestCall call;
  call.Poll(0, Path("CP1", "L1", "R1"));
  Report trickled = Path("CP1", "L1", "R1");
  trickled.push_back(Local("L2"));
  trickled.push_back(Remote("R2"));
  call.Poll(1000, trickled);
  call.Poll(2000, Path("CP2", "L2", "R2"));
  EXPECT_VALUE(call.Get("", "pathChangesDelta"), 1);
  EXPECT_VALUE(call.Get("", "iceRestartsDelta"), 0);
}

TEST(ConnectionMeterTest, ForgetsThePathIfOneOfItsIdsIsReleased) {
  constexpr int kTransport = 1, kPair = 11, kNextPair = 12, kOther = 99;
  for (const int given_away : {kTransport, kPair, kOther}) {
    TestObjects polls;
    ConnectionMeter meter;
    const auto poll = [&](double ms, int pair) {
      polls.Poll(ms, {TestRow(stat::Type::candidate_pair, pair, 0,
                              {{stat::candidate_pair::transportId, kTransport}, {stat::candidate_pair::selected, 1}})});
      meter.Update(polls.report(), polls.objects(), polls.labels);
    };
    poll(1000, kPair);
    meter.ForgetId(given_away);
    poll(2000, kNextPair);
    EXPECT_EQ(meter.path_changed(), given_away == kOther) << given_away;
  }
}

TEST(ConnectionMeterTest, PathIsUnknownWithoutASelectedPair) {
  TestCall call;
  call.Poll(0, {});
  call.Poll(1000, {});
  for (const char* member : {"rtt", "sendBitrate", "pathChangesDelta", "iceRestartsDelta", "packetsDiscardedOnSendPerSecond"}) {
    EXPECT_UNKNOWN(call.Get("", member));
  }
}

TEST(ConnectionMeterTest, UsesTheNewestReceiverReportIfThePairHasNoRoundTripTime) {
  TestCall call;
  call.Poll(0, {Pair({{"selected", true}}), RemoteInbound({{"roundTripTime", 0.09}, {"timestamp", kCallStart - 100}}),
                RemoteInbound({{"id", "RI2"}, {"ssrc", 9}, {"roundTripTime", 0.04}, {"timestamp", kCallStart - 50}}),
                RemoteInbound({{"id", "RI3"}, {"ssrc", 10}, {"roundTripTime", 0}, {"timestamp", kCallStart}})});
  EXPECT_VALUE(call.Get("", "rtt"), 40);
  EXPECT_EQ(call.Word("", "rttSource"), "rtcp");
}

TEST(ConnectionMeterTest, UsesTheLongestRoundTripTimeOfSimultaneousReports) {
  const StatObject audio = RemoteInbound({{"id", "RA"}, {"roundTripTime", 0.05}});
  const StatObject video = RemoteInbound({{"id", "RV"}, {"roundTripTime", 0.07}});
  for (const Report& report : {Report{audio, video}, Report{video, audio}}) {
    TestCall call;
    call.Poll(0, report);
    EXPECT_VALUE(call.Get("", "rtt"), 70);
  }
}

TEST(ConnectionMeterTest, RoundTripTimeOfZeroCountsOnlyIfItWasMeasured) {
  TestCall call;
  call.Poll(0, {Transport(), Pair({{"currentRoundTripTime", 0}, {"totalRoundTripTime", 0}, {"responsesReceived", 0}})});
  EXPECT_UNKNOWN(call.Get("", "rtt"));
  EXPECT_EQ(call.Word("", "rttSource"), "");
  call.Poll(1000, {Transport(), Pair({{"currentRoundTripTime", 0}, {"totalRoundTripTime", 0}, {"responsesReceived", 3}})});
  EXPECT_VALUE(call.Get("", "rtt"), 0);  // a loopback
  EXPECT_EQ(call.Word("", "rttSource"), "candidate-pair");
}

TEST(ConnectionMeterTest, DtlsStateIsThatOfTheTransportInUse) {
  TestCall call;
  call.Poll(0, {Transport({{"id", "T0"}, {"selectedCandidatePairId", ""}, {"dtlsState", "closed"}}), Transport(), Pair()});
  EXPECT_EQ(call.Word("", "dtlsState"), "connected");
}

}  // namespace
}  // namespace rtc_vitals
