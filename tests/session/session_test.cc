#include "core/session/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

using Flush = Session::Flush;

// One video stream that has decoded 30 frames per second since the start.
Report Video(int second) { return {InboundVideo({{"framesDecoded", 30 * second}, {"bytesReceived", 1000 * second}})}; }

TEST(SessionTest, SaysWhatAPollLeftToDo) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.samples", 3));
  EXPECT_EQ(call.Poll(0, Video(0)), Session::kSampleMade);
  EXPECT_EQ(call.Poll(1000, Video(1), {{"conn", "connected"}}), Session::kSampleMade | Session::kEventsWaiting);
  call.session.TakeEventsJson();
  EXPECT_EQ(call.Poll(2000, Video(2), {{"conn", "connected"}}), Session::kSampleMade | Session::kBatchDue);
  TakeBatches(call.session, Flush::kFull);
  EXPECT_EQ(call.Poll(3000, Video(3), {{"conn", "connected"}}), Session::kSampleMade);
}

TEST(SessionTest, APollWithoutAConnectionOrAHostRowIsNone) {
  Session session(7);
  EXPECT_EQ(session.Poll(1, 0), 0u);
  const int handle = session.OpenConnection("c1");
  EXPECT_EQ(session.Poll(handle, 0), 0u);
  EXPECT_EQ(session.Poll(handle + 1, 0), 0u);
  std::fill_n(session.Rows(3), 3, 0);
  EXPECT_EQ(session.Poll(handle, 1'000'000), 0u) << "more rows than there are, and the first one cut short";
  EXPECT_TRUE(session.NextBatch(Flush::kAsked).json.empty());
}

TEST(SessionTest, BatchesAreNumberedWithoutAGap) {
  TestCall call;
  EXPECT_TRUE(call.session.NextBatch(Flush::kFull).json.empty()) << "nothing yet";
  for (int i = 0; i < 6; ++i) {
    call.Poll(1000 * i, Video(i));
    if (i % 2 == 0) continue;
    const std::vector<ReadBatch> batches = TakeBatches(call.session, Flush::kFull);
    ASSERT_EQ(batches.size(), 1u);
    EXPECT_EQ(batches[0].seq, i / 2);
    EXPECT_EQ(batches[0].epoch, 7);
    EXPECT_EQ(call.session.last_seq(), static_cast<std::uint32_t>(i / 2));
    EXPECT_EQ(call.session.last_samples(), 2);
  }
}

TEST(SessionTest, ABatchSaysWhyItLeft) {
  TestCall call;
  const std::pair<Flush, const char*> words[] = {{Flush::kFull, "full"}, {Flush::kHide, "hide"}, {Flush::kAsked, "asked"}, {Flush::kStop, "stop"}};
  int second = 0;
  for (const auto& [flush, word] : words) {
    call.Poll(1000 * second, Video(second));
    EXPECT_EQ(TakeBatches(call.session, flush).at(0).flush, word);
    ++second;
  }
}

TEST(SessionTest, AnEpochOfWhichSomethingWasToldEndsByNameOnce) {
  TestCall call;
  EXPECT_TRUE(TakeBatches(call.session, Flush::kStop).empty()) << "nothing was told, nothing ends";
  call.Poll(0, Video(0));
  TakeBatches(call.session, Flush::kFull);
  EXPECT_TRUE(TakeBatches(call.session, Flush::kHide).empty());
  const std::vector<ReadBatch> end = TakeBatches(call.session, Flush::kStop);
  ASSERT_EQ(end.size(), 1u);
  EXPECT_EQ(end[0].flush, "stop");
  EXPECT_EQ(end[0].seq, 1);
  EXPECT_TRUE(end[0].connections.empty());
  EXPECT_EQ(call.session.last_samples(), 0);
  EXPECT_TRUE(TakeBatches(call.session, Flush::kStop).empty());
}

TEST(SessionTest, ALossIsToldByTheEndOfAnEpochThatSentNothing) {
  Session session(7);
  session.SetSessionId("s");
  session.AddLost(4, 0);
  const std::vector<ReadBatch> end = TakeBatches(session, Flush::kStop);
  ASSERT_EQ(end.size(), 1u);
  EXPECT_EQ(end[0].lost_samples, 4);
}

TEST(SessionTest, PointsHaveNoBatchThatOnlyEnds) {
  Session session(7);
  session.SetFormat(Session::Format::kPoints);
  session.AddLost(4, 0);
  EXPECT_TRUE(session.NextBatch(Flush::kStop).json.empty());
}

constexpr int kCrowd = 60;

// Streams of which every sample differs from its neighbours.
Report Crowd(int poll) {
  Report report;
  for (int i = 0; i < kCrowd; ++i) {
    report.push_back(InboundVideo({{"id", "IV" + std::to_string(i)}, {"ssrc", 100 + i}, {"bytesReceived", poll * (10'007 * i + 77 * poll)},
                                   {"jitter", 0.001 * (poll + i)}}));
  }
  return report;
}

TEST(SessionTest, ABatchOverTheSizeLimitIsSplitAndNothingIsLostOrTwice) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.maxBytes", 2000));
  for (int poll = 0; poll < 5; ++poll) {
    call.Poll(1000 * poll, Crowd(poll), {}, "a");
    call.Poll(1000 * poll, Video(poll), {{"conn", poll % 2 ? "connected" : "disconnected"}}, "b");
  }
  const std::vector<ReadBatch> batches = TakeBatches(call.session, Flush::kStop, 2000);
  EXPECT_GT(batches.size(), 5u);
  std::multiset<std::pair<std::string, double>> samples;
  std::size_t events = 0;
  double seq = 0;
  for (const ReadBatch& batch : batches) {
    EXPECT_EQ(batch.seq, seq++);
    EXPECT_EQ(batch.flush, &batch == &batches.back() ? "stop" : "full") << "only the last one ends the epoch";
    events += batch.events.size();
    for (const ReadStream& stream : batch.streams) {
      if (stream.kind != SampleKind::inboundVideo) continue;
      const ReadConnection& connection = batch.connections[static_cast<std::size_t>(stream.connection)];
      for (double t : connection.t) samples.emplace(connection.id + stream.id, t);
    }
  }
  EXPECT_EQ(samples.size(), 5u * (kCrowd + 1));
  EXPECT_EQ((std::set<std::pair<std::string, double>>(samples.begin(), samples.end()).size()), samples.size()) << "no sample twice";
  EXPECT_EQ(events, 5u);
}

TEST(SessionTest, ThePollsOfSplitBatchesAddUp) {
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
    report.push_back(InboundVideo({{"id", "IT01V" + n + "4711"}, {"ssrc", 47'110'000 + i}, {"mid", n}, {"bytesReceived", 100'000 * poll + 977 * i * poll},
                                   {"packetsReceived", 110 * poll + i * poll}, {"packetsLost", i % 3 * poll}, {"jitter", 0.004 + 0.0007 * poll},
                                   {"framesDecoded", 60 * poll + poll % 2}, {"framesReceived", 60 * poll + 1}, {"jitterBufferDelay", 1.7 * poll * poll},
                                   {"jitterBufferEmittedCount", 60 * poll}, {"totalDecodeTime", 0.1 * poll + 0.01 * i * poll * poll},
                                   {"frameWidth", 640}, {"frameHeight", 360}}));
    report.push_back(InboundAudio({{"id", "IT01A" + n + "4711"}, {"ssrc", 58'110'000 + i}, {"mid", "a" + n}, {"bytesReceived", 4000 * poll + 7 * i * poll},
                                   {"packetsReceived", 50 * poll}, {"packetsLost", i % 4 * poll}, {"jitter", 0.002 + 0.0003 * poll},
                                   {"totalSamplesReceived", 96'000 * poll}, {"concealedSamples", 311 * poll * poll}, {"silentConcealedSamples", 50 * poll},
                                   {"jitterBufferDelay", 2880 * poll + 30 * i * poll * poll}, {"jitterBufferEmittedCount", 96'000 * poll},
                                   {"audioLevel", 0.01 * i + 0.02 * poll}}));
  }
  return report;
}

TEST(SessionTest, FiveSamplesOfAHundredStreamsFitIntoOneBeacon) {
  TestCall call;
  for (int poll = 0; poll < 5; ++poll) call.Poll(2000 * poll, Conference(poll));
  EXPECT_EQ(TakeBatches(call.session, Flush::kFull, 60'000).size(), 1u);
}

TEST(SessionTest, WhatNobodyTookIsDroppedAndCounted) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.maxSamples", 10));
  for (int i = 0; i < 14; ++i) call.Poll(1000 * i, Video(i));
  call.session.AddLost(2, 1);
  const ReadBatch batch = TakeBatches(call.session, Flush::kAsked).at(0);
  EXPECT_EQ(batch.connections[0].t.size(), 10u);
  EXPECT_EQ(batch.connections[0].t.front(), kCallStart + 4000) << "the oldest go first";
  EXPECT_EQ(batch.lost_samples, 6);
  EXPECT_EQ(batch.lost_batches, 1);
}

TEST(SessionTest, WhereBatchesAreCutChangesNoTotal) {
  for (int cut = 0; cut < 6; ++cut) {
    TestCall call;
    double frames = 0;
    std::size_t polls = 0;
    for (int i = 0; i < 6; ++i) {
      call.Poll(1000 * i, Video(i));
      if (i != cut && i != 5) continue;
      for (const ReadBatch& batch : TakeBatches(call.session, Flush::kFull)) {
        const ReadStream* stream = StreamOf(batch, "IV");
        ASSERT_TRUE(stream);
        for (std::size_t at = 0; at < batch.connections[0].t.size(); ++at, ++polls) frames += KnownOr(ValueAt(*stream, "framesDecodedDelta", at), 0);
      }
    }
    EXPECT_EQ(frames, 150) << cut;
    EXPECT_EQ(polls, 6u);
  }
}

TEST(SessionTest, TextsOfThePageAreChecked) {
  Session session(7);
  const std::string longest(Session::kMaxText, 'x'), too_long(Session::kMaxText + 1, 'x');
  EXPECT_TRUE(session.SetSessionId(longest));
  EXPECT_FALSE(session.SetSessionId(too_long));
  EXPECT_FALSE(session.SetSessionId(""));
  EXPECT_FALSE(session.SetSessionId("a\nb"));
  EXPECT_TRUE(session.SetToken(std::string(2048, 't')));
  EXPECT_FALSE(session.SetToken(std::string(2049, 't')));
  EXPECT_TRUE(session.SetTag(longest, longest));
  EXPECT_FALSE(session.SetTag(too_long, "v"));
  EXPECT_FALSE(session.SetTag("k", too_long));
  EXPECT_FALSE(session.SetTag("", "v"));
}

TEST(SessionTest, TagsAreReplacedRemovedAndLimited) {
  TestCall call;
  Session& session = call.session;
  EXPECT_TRUE(session.SetTag("room_id", "r1"));
  EXPECT_TRUE(session.SetTag("room_id", "r2"));
  EXPECT_TRUE(session.SetTag("user_id", "u"));
  EXPECT_TRUE(session.SetTag("user_id", ""));
  EXPECT_TRUE(session.SetTag("never", "")) << "an empty tag is none";
  session.SetSessionId("s");
  call.Poll(0, {});
  EXPECT_EQ(TakeBatches(session, Flush::kAsked).at(0).tags, (std::vector<TextMember>{{"room_id", "r2"}}));
  for (std::size_t i = 1; i < Session::kMaxTags; ++i) EXPECT_TRUE(session.SetTag("k" + std::to_string(i), "v"));
  EXPECT_FALSE(session.SetTag("one too many", "v"));
  EXPECT_TRUE(session.SetTag("room_id", "r3")) << "one that is there can still change";
}

TEST(SessionTest, LabelsSayWhoseTrackAStreamIs) {
  TestCall call;
  const Report report = {InboundVideo({{"mid", "0"}, {"trackIdentifier", "t-1"}}), InboundAudio({{"mid", "1"}})};
  call.Poll(0, report);
  EXPECT_FALSE(call.session.SetLabel(99, "0", "Ada", "camera"));
  EXPECT_FALSE(call.session.SetLabel(call.handle(), "", "Ada", "camera"));
  EXPECT_TRUE(call.session.SetLabel(call.handle(), "t-1", "Ada", "camera"));
  TakeBatches(call.session, Flush::kFull);
  call.Poll(1000, report);
  const ReadBatch labelled = TakeBatches(call.session, Flush::kFull).at(0);
  EXPECT_EQ(StreamOf(labelled, "IV")->label, (std::vector<TextMember>{{"participant", "Ada"}, {"source", "camera"}}));
  EXPECT_TRUE(StreamOf(labelled, "IA")->label.empty());
  EXPECT_TRUE(call.session.SetLabel(call.handle(), "t-1", "", ""));
  call.Poll(2000, report);
  EXPECT_TRUE(StreamOf(TakeBatches(call.session, Flush::kFull).at(0), "IV")->label.empty());
}

// A picture that stands from the 10th to the 20th second while packets come.
void PollThroughAStall(TestCall& call) {
  for (int i = 0; i <= 25; ++i) {
    const int frames = 30 * (i <= 10 ? i : std::max(10, i - 10));
    call.Poll(1000 * i, {InboundVideo({{"mid", "0"}, {"framesDecoded", frames}, {"framesReceived", frames}, {"bytesReceived", 100'000 * i},
                                       {"packetsReceived", 100 * i}, {"packetsLost", 0}, {"jitterBufferEmittedCount", frames}})});
  }
}

TEST(SessionTest, APictureThatStandsIsFrozenUnlessTheAppPausedIt) {
  TestCall frozen, paused;
  paused.Poll(-1000, {});
  EXPECT_FALSE(paused.session.SetPaused(99, "0", true));
  EXPECT_FALSE(paused.session.SetPaused(paused.handle(), "", true));
  EXPECT_TRUE(paused.session.SetPaused(paused.handle(), "0", true));
  const auto frozen_polls = [](TestCall& call) {
    PollThroughAStall(call);
    int polls = 0;
    for (const ReadBatch& batch : TakeBatches(call.session, Flush::kAsked)) {
      const ReadStream* stream = StreamOf(batch, "IV");
      for (std::size_t i = 0; stream && i < batch.connections[0].t.size(); ++i) polls += IsTrue(ValueAt(*stream, "isFrozen", i));
    }
    return polls;
  };
  EXPECT_GE(frozen_polls(frozen), 8);
  EXPECT_EQ(frozen_polls(paused), 0);
}

// It gives nothing from the 10th second on, while another goes on.
TEST(SessionTest, APictureLabelledAsAScreenIsStatic) {
  for (const char* source : {"camera", "screen"}) {
    TestCall call;
    call.Poll(-1000, {});
    call.session.SetLabel(call.handle(), "0", "Ada", source);
    for (int i = 0; i <= 16; ++i) {
      const auto video = [](const char* id, int ssrc, const char* mid, int second) {
        return InboundVideo({{"id", id}, {"ssrc", ssrc}, {"mid", mid}, {"framesDecoded", 30 * second}, {"bytesReceived", 100'000 * second},
                             {"packetsReceived", 100 * second}, {"packetsLost", 0}});
      };
      call.Poll(1000 * i, {video("IV", 1, "0", std::min(i, 10)), video("IW", 2, "1", i)});
    }
    const std::string events(call.session.TakeEventsJson());
    const bool is_static = events.find("\"static\"") != std::string::npos;
    EXPECT_EQ(is_static, std::string_view(source) == "screen") << events;
    EXPECT_EQ(events.find("\"freeze\""), std::string::npos) << events;
  }
}

TEST(SessionTest, AMarkIsAnEventOfThePage) {
  Session session(7);
  session.SetSessionId("s");
  session.Mark(kCallStart, "layout", "{\"grid\":9}");
  const ReadBatch batch = TakeBatches(session, Flush::kAsked).at(0);
  ASSERT_EQ(batch.events.size(), 1u);
  EXPECT_EQ(batch.events[0].type, "mark");
  EXPECT_EQ(batch.events[0].t, kCallStart);
  EXPECT_EQ(batch.events[0].connection, -1);
}

TEST(SessionTest, EventsAreTakenOnceAndStillSent) {
  Session session(7);
  session.SetSessionId("s");
  session.Mark(1, "a", "");
  EXPECT_NE(session.TakeEventsJson(), "[]");
  EXPECT_EQ(session.TakeEventsJson(), "[]");
  session.Mark(2, "b", "");
  EXPECT_EQ(TakeBatches(session, Flush::kAsked).at(0).events.size(), 2u);
  EXPECT_EQ(session.TakeEventsJson(), "[]");
}

TEST(SessionTest, TheLastSampleIsThereUntilItIsSent) {
  TestCall call;
  call.Poll(0, Video(0));
  EXPECT_NE(call.session.SampleJson(call.handle()), "");
  EXPECT_EQ(call.session.SampleJson(99), "");
  TakeBatches(call.session, Flush::kFull);
  EXPECT_EQ(call.session.SampleJson(call.handle()), "");
}

TEST(SessionTest, AClosedConnectionStillSendsWhatItHad) {
  TestCall call;
  call.Poll(0, Video(0));
  call.session.CloseConnection(call.handle());
  EXPECT_EQ(call.session.Poll(call.handle(), 10), 0u);
  EXPECT_EQ(TakeBatches(call.session, Flush::kAsked).size(), 1u);
}

TEST(SessionTest, AnIdThatLeftTheReportsIsReleasedAndItsNumberGivenOutAgain) {
  TestCall call;
  call.Poll(0, {InboundVideo(), InboundVideo({{"id", "short-lived"}, {"ssrc", 5}, {"bytesReceived", 9}})});
  bool released = false;
  int poll = 1;
  for (; poll < 1000 && !released; ++poll) {
    released = call.Poll(1000 * poll, {InboundVideo()}) & Session::kIdsReleased;
    call.session.ClearWindow();
  }
  EXPECT_TRUE(released);
  call.Poll(1000 * poll, {InboundVideo(), InboundVideo({{"id", "new"}, {"ssrc", 5}, {"bytesReceived", 1000}})});
  EXPECT_UNKNOWN(call.Get("new", "bitrate"));
  EXPECT_FALSE(call.Has("short-lived"));
}

TEST(SessionTest, PointsAreWrittenWhenAskedFor) {
  TestCall call;
  call.session.SetSessionId("s-1");
  call.session.SetFormat(Session::Format::kPoints);
  call.Poll(0, {Transport(), Pair({{"currentRoundTripTime", 0.05}})});
  const BatchText text = call.session.NextBatch(Flush::kFull);
  EXPECT_TRUE(std::string_view(text.json).starts_with("{\"metrics\":[{\"sessionId\":\"s-1\"")) << std::string_view(text.json);
  MustRead(text.json);
  call.Poll(1000, {});
  EXPECT_TRUE(call.session.NextBatch(Flush::kFull).json.empty()) << "without a round trip there is no point";
}

}  // namespace
}  // namespace rtc_vitals
