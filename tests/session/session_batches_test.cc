#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/session/session.h"
#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

using Flush = Session::Flush;

TEST(SessionBatchesTest, NumbersBatchesWithoutGaps) {
  TestCall call;
  EXPECT_TRUE(call.session.NextBatch(Flush::kFull).json.empty()) << "nothing was sampled yet";
  for (int i = 0; i < 6; ++i) {
    call.Poll(1000 * i, Video(i));
    if (i % 2 == 0) continue;
    const std::vector<DecodedBatch> batches = TakeBatches(call.session, Flush::kFull);
    ASSERT_EQ(batches.size(), 1u);
    EXPECT_EQ(batches[0].seq, i / 2);
    EXPECT_EQ(batches[0].epoch, 7);
    EXPECT_EQ(call.session.last_seq(), static_cast<std::uint32_t>(i / 2));
    EXPECT_EQ(call.session.last_samples(), 2);
  }
}

TEST(SessionBatchesTest, BatchContainsItsFlushReason) {
  TestCall call;
  const std::pair<Flush, const char*> words[] = {{Flush::kFull, "full"}, {Flush::kHide, "hide"}, {Flush::kAsked, "asked"},
                                                 {Flush::kStop, "stop"}};
  int second = 0;
  for (const auto& [flush, word] : words) {
    call.Poll(1000 * second, Video(second));
    EXPECT_EQ(TakeBatches(call.session, flush).at(0).flush, word);
    ++second;
  }
}

TEST(SessionBatchesTest, StopEndsAnEpochOnceIfAnythingWasSent) {
  TestCall call;
  EXPECT_TRUE(TakeBatches(call.session, Flush::kStop).empty()) << "nothing was sent, so there is nothing to end";
  call.Poll(0, Video(0));
  TakeBatches(call.session, Flush::kFull);
  EXPECT_TRUE(TakeBatches(call.session, Flush::kHide).empty());
  const std::vector<DecodedBatch> end = TakeBatches(call.session, Flush::kStop);
  ASSERT_EQ(end.size(), 1u);
  EXPECT_EQ(end[0].flush, "stop");
  EXPECT_EQ(end[0].seq, 1);
  EXPECT_TRUE(end[0].connections.empty());
  EXPECT_EQ(call.session.last_samples(), 0);
  EXPECT_TRUE(TakeBatches(call.session, Flush::kStop).empty());
}

TEST(SessionBatchesTest, StopReportsALossOfAnEpochThatSentNothing) {
  Session session(7);
  session.SetSessionId("s");
  session.AddLost(4, 0);
  const std::vector<DecodedBatch> end = TakeBatches(session, Flush::kStop);
  ASSERT_EQ(end.size(), 1u);
  EXPECT_EQ(end[0].lost_samples, 4);
}

TEST(SessionBatchesTest, CleansNamesFromTheBrowser) {
  const std::string long_name(200, 'x');
  TestCall call;
  for (int i = 0; i < 3; ++i) {
    const StatObject members = {{"bytesSent", 1000 * i}, {"mid", long_name}, {"rid", "h\\u0007i"}, {"codecId", "C"}};
    call.Poll(1000 * i, {OutboundVideo(With({{"id", long_name + "1"}, {"ssrc", 1}}, members)),
                         OutboundVideo(With({{"id", long_name + "2"}, {"ssrc", 2}}, members)),
                         OutboundVideo(With({{"id", "a\\nb"}, {"ssrc", 3}}, members)),
                         {{"type", "codec"}, {"id", "C"}, {"mimeType", "video/" + long_name}}}, {{"conn", long_name}});
  }
  const std::vector<DecodedBatch> batches = TakeBatches(call.session, Flush::kFull);
  ASSERT_EQ(batches.size(), 1u);
  std::set<std::string> names;
  for (const DecodedStream& stream : batches[0].streams) names.insert(stream.id);
  EXPECT_EQ(names.size(), 4u) << "the connection and three streams";
  EXPECT_TRUE(names.contains("a b"));
  const DecodedStream* stream = StreamOf(batches[0], "a b");
  ASSERT_NE(stream, nullptr);
  EXPECT_EQ(stream->rid, "h i");
  EXPECT_EQ(stream->mid, long_name.substr(0, Session::kMaxText));
}

TEST(SessionBatchesTest, PointsHaveNoBatchForTheEndAlone) {
  Session session(7);
  session.SetSessionId("s");
  session.SetFormat(Session::Format::kPoints);
  session.AddLost(4, 0);
  EXPECT_TRUE(session.NextBatch(Flush::kStop).json.empty());
}

constexpr int kCrowd = 60;

// Streams in which every sample differs from its neighbours.
Report Crowd(int poll) {
  Report report;
  for (int i = 0; i < kCrowd; ++i) {
    report.push_back(InboundVideo({{"id", "IV" + std::to_string(i)}, {"ssrc", 100 + i}, {"bytesReceived", poll * (10'007 * i + 77 * poll)},
                                   {"jitter", 0.001 * (poll + i)}}));
  }
  return report;
}

TEST(SessionBatchesTest, SplitsABatchOverTheSizeLimitWithoutLossOrDuplicates) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.maxBytes", 2000));
  for (int poll = 0; poll < 5; ++poll) {
    call.Poll(1000 * poll, Crowd(poll), {}, "a");
    call.Poll(1000 * poll, Video(poll), {{"conn", poll % 2 ? "connected" : "disconnected"}}, "b");
  }
  const std::vector<DecodedBatch> batches = TakeBatches(call.session, Flush::kStop, 2000);
  EXPECT_GT(batches.size(), 5u);
  std::multiset<std::pair<std::string, double>> samples;
  std::size_t events = 0;
  double seq = 0;
  for (const DecodedBatch& batch : batches) {
    EXPECT_EQ(batch.seq, seq++);
    EXPECT_EQ(batch.flush, &batch == &batches.back() ? "stop" : "full") << "only the last one ends the epoch";
    events += batch.events.size();
    for (const DecodedStream& stream : batch.streams) {
      if (stream.kind != SampleKind::inboundVideo) continue;
      const DecodedConnection& connection = batch.connections[static_cast<std::size_t>(stream.connection)];
      for (double t : connection.t) samples.emplace(connection.id + stream.id, t);
    }
  }
  EXPECT_EQ(samples.size(), 5u * (kCrowd + 1));
  EXPECT_EQ((std::set<std::pair<std::string, double>>(samples.begin(), samples.end()).size()), samples.size()) << "no duplicates";
  EXPECT_EQ(events, 5u);
}

TEST(SessionBatchesTest, PollsOfSplitBatchesAddUp) {
  TestCall call;
  call.session.SetParameter("batch.maxBytes", 2000);
  for (int poll = 0; poll < 5; ++poll) call.Poll(1000 * poll, Crowd(poll));
  int polls = 0;
  while (!call.session.NextBatch(Flush::kFull).json.empty()) polls += call.session.last_samples();
  EXPECT_EQ(polls, 5);
}

// 50 inbound videos and 50 audios.
Report Conference(int poll) {
  Report report = {Transport({{"bytesSent", 900 * poll}}), Pair({{"currentRoundTripTime", 0.05}})};
  for (int i = 0; i < 50; ++i) {
    const std::string n = std::to_string(i);
    report.push_back(InboundVideo({{"id", "IT01V" + n + "4711"}, {"ssrc", 47'110'000 + i}, {"mid", n},
                                   {"bytesReceived", 100'000 * poll + 977 * i * poll}, {"packetsReceived", 110 * poll + i * poll},
                                   {"packetsLost", i % 3 * poll}, {"jitter", 0.004 + 0.0007 * poll},
                                   {"framesDecoded", 60 * poll + poll % 2}, {"framesReceived", 60 * poll + 1},
                                   {"jitterBufferDelay", 1.7 * poll * poll}, {"jitterBufferEmittedCount", 60 * poll},
                                   {"totalDecodeTime", 0.1 * poll + 0.01 * i * poll * poll}, {"frameWidth", 640}, {"frameHeight", 360}}));
    report.push_back(InboundAudio({{"id", "IT01A" + n + "4711"}, {"ssrc", 58'110'000 + i}, {"mid", "a" + n},
                                   {"bytesReceived", 4000 * poll + 7 * i * poll}, {"packetsReceived", 50 * poll},
                                   {"packetsLost", i % 4 * poll}, {"jitter", 0.002 + 0.0003 * poll},
                                   {"totalSamplesReceived", 96'000 * poll}, {"concealedSamples", 311 * poll * poll},
                                   {"silentConcealedSamples", 50 * poll}, {"jitterBufferDelay", 2880 * poll + 30 * i * poll * poll},
                                   {"jitterBufferEmittedCount", 96'000 * poll}, {"audioLevel", 0.01 * i + 0.02 * poll}}));
  }
  return report;
}

TEST(SessionBatchesTest, FiveSamplesOfAHundredStreamsFitIntoOneBeacon) {
  TestCall call;
  for (int poll = 0; poll < 5; ++poll) call.Poll(2000 * poll, Conference(poll));
  EXPECT_EQ(TakeBatches(call.session, Flush::kFull, 60'000).size(), 1u);
}

TEST(SessionBatchesTest, LimitsMarksThatNoBatchTakes) {
  Session session(7);
  session.SetSessionId("s");
  for (std::size_t i = 0; i < Session::kMaxEvents; ++i) EXPECT_TRUE(session.Mark(1, "m", ""));
  EXPECT_FALSE(session.Mark(1, "m", ""));
  TakeBatches(session, Flush::kAsked);
  EXPECT_TRUE(session.Mark(1, "m", ""));
}

TEST(SessionBatchesTest, DropsAndCountsSamplesThatNobodyTakes) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.maxSamples", 10));
  for (int i = 0; i < 14; ++i) call.Poll(1000 * i, Video(i));
  call.session.AddLost(2, 1);
  const DecodedBatch batch = TakeBatches(call.session, Flush::kAsked).at(0);
  EXPECT_EQ(batch.connections[0].t.size(), 10u);
  EXPECT_EQ(batch.connections[0].t.front(), kCallStart + 4000) << "the oldest are dropped first";
  EXPECT_EQ(batch.lost_samples, 6);
  EXPECT_EQ(batch.lost_batches, 1);
}

TEST(SessionBatchesTest, DropsTheOldestEventsThatNobodyTakes) {
  Session session(7);
  const int handle = session.OpenConnection("c1");
  const int states[] = {session.InternLabel("connected"), session.InternLabel("disconnected")};
  const auto poll = [&](int i) {
    const TestRow host(stat::Type::host, 0, i, {{stat::host::t, i}, {stat::host::conn, states[i % 2]}});
    std::copy(host.data().begin(), host.data().end(), session.Rows(host.data().size()));
    return session.Poll(handle, host.data().size());
  };
  const int kept = static_cast<int>(Session::kMaxKeptEvents);
  for (int i = 0; i < kept; ++i) poll(i);
  EXPECT_EQ(session.window().events().front().t, 0);
  session.TakeEventsJson();
  EXPECT_TRUE(poll(kept) & Session::kEventsWaiting);
  EXPECT_EQ(session.window().events().size(), Session::kMaxKeptEvents);
  EXPECT_EQ(session.window().events().front().t, 1);
  const std::string newest(session.TakeEventsJson());
  EXPECT_TRUE(newest.starts_with("[{\"connection\":\"c1\",\"t\":" + std::to_string(kept) + ",")) << newest;
}

TEST(SessionBatchesTest, TotalsDoNotDependOnBatchBoundaries) {
  for (int cut = 0; cut < 6; ++cut) {
    TestCall call;
    double frames = 0;
    std::size_t polls = 0;
    for (int i = 0; i < 6; ++i) {
      call.Poll(1000 * i, Video(i));
      if (i != cut && i != 5) continue;
      for (const DecodedBatch& batch : TakeBatches(call.session, Flush::kFull)) {
        const DecodedStream* stream = StreamOf(batch, "IV");
        ASSERT_TRUE(stream);
        for (std::size_t at = 0; at < batch.connections[0].t.size(); ++at, ++polls) {
          frames += KnownOr(ValueAt(*stream, "framesDecodedDelta", at), 0);
        }
      }
    }
    EXPECT_EQ(frames, 150) << cut;
    EXPECT_EQ(polls, 6u);
  }
}

}  // namespace
}  // namespace rtc_vitals
