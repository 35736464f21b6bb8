// Invariants for anything that a browser may report: random calls whose counters restart, vanish, repeat and decrease.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "core/reading/field_docs.h"
#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

// Random numbers below `n`, the same on every machine.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int Below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool OneIn(int n) { return Below(n) == 0; }

 private:
  std::mt19937 engine_;
};

// One stats object whose counters walk at random.
class Walker {
 public:
  Walker(StatObject who, std::vector<std::string> counters, std::vector<std::string> gauges)
      : who_(std::move(who)), gauges_(std::move(gauges)) {
    for (std::string& name : counters) counters_.emplace_back(std::move(name), 0);
  }

  StatObject Next(double ms, Dice& dice) {
    if (dice.OneIn(40)) {
      for (auto& [name, value] : counters_) value = dice.Below(5);
    }
    StatObject object = who_;
    for (auto& [name, value] : counters_) {
      if (dice.OneIn(150)) value = 0;
      else value += dice.Below(100) * (dice.OneIn(4) ? 50 : 1);
      const bool falls = name == "packetsLost" && dice.OneIn(3);
      if (falls) value -= dice.Below(300);
      if (!dice.OneIn(60)) object.push_back({name, value});
    }
    for (const std::string& name : gauges_) object.push_back({name, dice.Below(1000) / 1000.0});
    if (!dice.OneIn(10)) timestamp_ = dice.OneIn(50) ? ms - 5000 : ms;
    object.push_back({"timestamp", kCallStart + timestamp_});
    if (dice.OneIn(100)) who_.push_back({"ssrc", 1000 + dice.Below(100'000)});
    return object;
  }

 private:
  StatObject who_;
  std::vector<std::pair<std::string, double>> counters_;
  std::vector<std::string> gauges_;
  double timestamp_ = 0;
};

const std::vector<std::string> kInbound = {"packetsReceived", "packetsLost", "bytesReceived", "retransmittedPacketsReceived",
                                           "retransmittedBytesReceived", "fecPacketsReceived", "packetsDiscarded", "nackCount", "pliCount",
                                           "jitterBufferDelay", "jitterBufferEmittedCount", "framesReceived", "framesDecoded",
                                           "framesDropped", "keyFramesDecoded", "qpSum", "totalDecodeTime", "freezeCount",
                                           "totalInterFrameDelay", "totalSquaredInterFrameDelay", "totalSamplesReceived",
                                           "concealedSamples", "silentConcealedSamples", "concealmentEvents",
                                           "insertedSamplesForDeceleration", "removedSamplesForAcceleration"};
const std::vector<std::string> kOutbound = {"packetsSent", "bytesSent", "retransmittedPacketsSent", "retransmittedBytesSent",
                                            "totalPacketSendDelay", "framesEncoded", "framesSent", "hugeFramesSent", "qpSum",
                                            "totalEncodeTime", "nackCount"};

// The reports of a call with every kind of stream.
std::vector<std::pair<double, Report>> RandomCall(unsigned seed, int polls) {
  Dice dice(seed);
  std::vector<Walker> walkers = {
      {InboundVideo({{"fecSsrc", 77}}), kInbound, {"jitter"}},
      {InboundVideo({{"id", "IV2"}, {"ssrc", 20}}), kInbound, {"jitter"}},
      {InboundAudio(), kInbound, {"jitter", "audioLevel"}},
      {OutboundVideo({{"mediaSourceId", "SV"}}), kOutbound, {}},
      {OutboundAudio(), kOutbound, {}},
      {RemoteInbound(), {"packetsLost", "packetsReceived", "totalRoundTripTime"}, {"jitter", "roundTripTime", "fractionLost"}},
      {{{"type", "media-source"}, {"id", "SV"}, {"kind", "video"}}, {"frames"}, {}},
      {{{"type", "data-channel"}, {"id", "D1"}}, {"messagesSent", "bytesSent"}, {}},
      {Transport(), {"bytesSent", "bytesReceived", "selectedCandidatePairChanges"}, {}},
      {Pair(), {"bytesSent", "bytesReceived", "packetsDiscardedOnSend", "responsesReceived"}, {"currentRoundTripTime"}},
  };
  std::vector<std::pair<double, Report>> call;
  double ms = 0;
  for (int poll = 0; poll < polls; ++poll) {
    ms += dice.OneIn(50) ? 40'000 : 500 + dice.Below(2000);
    Report& report = call.emplace_back(ms, Report()).second;
    for (Walker& walker : walkers) {
      StatObject object = walker.Next(ms, dice);
      if (!dice.OneIn(20)) report.push_back(std::move(object));
    }
  }
  return call;
}

// The newest sample of every stream, by stats id.
std::map<std::string, std::vector<double>> NewestSamples(const TestCall& call) {
  std::map<std::string, std::vector<double>> newest;
  for (const SampleSeries& series : call.session.window().connections()[0].series) {
    const auto fields = static_cast<std::ptrdiff_t>(InfoOf(series.kind).fields.size());
    newest[std::string(InfoOf(series.kind).name) + ' ' + std::string(series.info.id)] = {series.values.end() - fields, series.values.end()};
  }
  return newest;
}

class SessionPropertiesTest : public testing::TestWithParam<unsigned> {};

TEST_P(SessionPropertiesTest, ValuesStayWithinTheirRange) {
  TestCall call;
  int known = 0;
  for (const auto& [ms, report] : RandomCall(GetParam(), 150)) {
    call.Poll(ms, report);
    for (const SampleSeries& series : call.session.window().connections()[0].series) {
      const auto docs = DocsOf(series.kind);
      const double* values = series.values.data() + series.values.size() - docs.size();
      for (std::size_t i = 0; i < docs.size(); ++i) {
        if (docs[i].form != FieldForm::kNumber || !IsKnown(values[i])) continue;
        ++known;
        EXPECT_GE(values[i], docs[i].min) << docs[i].name;
        EXPECT_LE(values[i], docs[i].max) << docs[i].name;
      }
    }
    call.session.ClearWindow();
  }
  EXPECT_GT(known, 1000) << "the counters must yield values";
}

TEST_P(SessionPropertiesTest, SampleDoesNotDependOnObjectOrder) {
  TestCall straight, shuffled;
  std::mt19937 engine(GetParam());
  for (auto [ms, report] : RandomCall(GetParam(), 60)) {
    straight.Poll(ms, report);
    for (std::size_t i = report.size(); i > 1; --i) std::swap(report[i - 1], report[engine() % i]);
    shuffled.Poll(ms, report);
    const auto wanted = NewestSamples(straight), found = NewestSamples(shuffled);
    ASSERT_EQ(wanted.size(), found.size());
    for (const auto& [stream, values] : wanted) {
      const auto same = found.find(stream);
      ASSERT_NE(same, found.end()) << stream;
      for (std::size_t i = 0; i < values.size(); ++i) EXPECT_VALUE(same->second[i], values[i]);
    }
    straight.session.ClearWindow();
    shuffled.session.ClearWindow();
  }
}

TEST_P(SessionPropertiesTest, EveryBatchIsValidWhereverItIsSplit) {
  TestCall call;
  call.session.SetParameter("batch.maxBytes", 4000);
  Dice dice(GetParam());
  double seq = 0;
  for (const auto& [ms, report] : RandomCall(GetParam(), 60)) {
    call.Poll(ms, report);
    if (!dice.OneIn(6)) continue;
    for (const DecodedBatch& batch : TakeBatches(call.session, Session::Flush::kFull, 4000)) EXPECT_EQ(batch.seq, seq++);
  }
  EXPECT_GT(seq, 10);
}

// Leaving out polls changes no total, as long as nothing restarts.
TEST_P(SessionPropertiesTest, PollingLessOftenKeepsTheTotals) {
  Dice dice(GetParam());
  TestCall often, seldom;
  double sums[2] = {0, 0};
  double lost = 0, received = 0, decoded = 0;
  for (int poll = 0; poll <= 60; ++poll) {
    const Report report = {InboundVideo({{"packetsReceived", received}, {"packetsLost", lost}, {"framesDecoded", decoded}})};
    often.Poll(1000 * poll, report);
    if (poll % 3 == 0) seldom.Poll(1000 * poll, report);
    sums[0] += KnownOr(often.Get("IV", "framesDecodedDelta"), 0);
    if (poll % 3 == 0) sums[1] += KnownOr(seldom.Get("IV", "framesDecodedDelta"), 0);
    received += dice.Below(100), lost += dice.Below(9) - 4, decoded += dice.Below(40);
    often.session.ClearWindow();
    seldom.session.ClearWindow();
  }
  EXPECT_EQ(sums[0], sums[1]);
  EXPECT_GT(sums[0], 0);
}

// Rows that no shim would write: whatever they contain, nothing breaks and the output is valid.
TEST_P(SessionPropertiesTest, ArbitraryRowsProduceValidBatches) {
  Session session(7);
  session.SetSessionId("s");
  const int handle = session.OpenConnection("c1");
  for (int i = 0; i < 40; ++i) {
    session.InternId("id " + std::to_string(i));
    session.InternLabel("label " + std::to_string(i));
  }
  std::mt19937_64 engine(GetParam());
  std::size_t batches = 0;
  const double odd[] = {kUnknown, 0, 1, -1, 2.5, 1e300, -1e300, 1e9, 5e-324, 4294967296.0, static_cast<double>(stat::kTypeCount)};
  for (int poll = 0; poll < 200; ++poll) {
    const std::size_t doubles = 400;
    double* rows = session.Rows(doubles);
    for (std::size_t i = 0; i < doubles; ++i) rows[i] = engine() % 2 ? odd[engine() % std::size(odd)] : static_cast<double>(engine() % 40);
    rows[0] = rows[1] = 0;
    rows[2] = rows[stat::kRowHeader + stat::host::t] = kCallStart + 1000 * poll;
    std::size_t at = stat::kRowHeader + stat::Members(stat::Type::host).size();
    while (at < doubles) {
      const int type = static_cast<int>(engine() % stat::kTypeCount);
      if (engine() % 20) rows[at] = type;
      if (engine() % 20 && at + 1 < doubles) rows[at + 1] = static_cast<double>(1 + engine() % 12);
      at += stat::kRowHeader + stat::Members(static_cast<stat::Type>(type)).size();
    }
    session.Poll(handle, doubles - engine() % 20);
    if (poll % 5 == 0) batches += TakeBatches(session, Session::Flush::kAsked).size();
  }
  EXPECT_GE(batches, 40u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SessionPropertiesTest, testing::Range(1u, 7u));

}  // namespace
}  // namespace rtc_vitals
