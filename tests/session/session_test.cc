#include "core/session/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/near.h"
#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"
#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

using Flush = Session::Flush;

TEST(SessionTest, PollReturnsWhatIsLeftToDo) {
  TestCall call;
  ASSERT_TRUE(call.session.SetParameter("batch.samples", 3));
  EXPECT_EQ(call.Poll(0, Video(0)), Session::kSampleMade);
  EXPECT_EQ(call.Poll(1000, Video(1), {{"conn", "connected"}}), Session::kSampleMade | Session::kEventsWaiting);
  call.session.TakeEventsJson();
  EXPECT_EQ(call.Poll(2000, Video(2), {{"conn", "connected"}}), Session::kSampleMade | Session::kBatchDue);
  TakeBatches(call.session, Flush::kFull);
  EXPECT_EQ(call.Poll(3000, Video(3), {{"conn", "connected"}}), Session::kSampleMade);
}

TEST(SessionTest, IgnoresPollsWithoutConnectionOrHostRow) {
  Session session(7);
  EXPECT_EQ(session.Poll(1, 0), 0u);
  const int handle = session.OpenConnection("c1");
  EXPECT_EQ(session.Poll(handle, 0), 0u);
  EXPECT_EQ(session.Poll(handle + 1, 0), 0u);
  std::fill_n(session.Rows(3), 3, 0);
  EXPECT_EQ(session.Poll(handle, 1'000'000), 0u) << "more rows than there are, and the first is truncated";
  EXPECT_TRUE(session.NextBatch(Flush::kAsked).json.empty());
}

TEST(SessionTest, IgnoresPollsAtATimeThatNoClockShows) {
  for (const double t : {kUnknown, -1., 1e15, 1e300, 0., 1e14}) {
    Session session(7);
    const int handle = session.OpenConnection("c1");
    const TestRow host(stat::Type::host, 0, t, {{stat::host::t, t}});
    std::copy(host.data().begin(), host.data().end(), session.Rows(host.data().size()));
    EXPECT_EQ(session.Poll(handle, host.data().size()) != 0, t >= 0 && t < 1e15) << t;
  }
}

TEST(SessionTest, RejectsInvalidTexts) {
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

TEST(SessionTest, ReplacesRemovesAndLimitsTags) {
  TestCall call;
  Session& session = call.session;
  EXPECT_TRUE(session.SetTag("room_id", "r1"));
  EXPECT_TRUE(session.SetTag("room_id", "r2"));
  EXPECT_TRUE(session.SetTag("user_id", "u"));
  EXPECT_TRUE(session.SetTag("user_id", ""));
  EXPECT_TRUE(session.SetTag("never", "")) << "setting a tag to an empty value removes it";
  session.SetSessionId("s");
  call.Poll(0, {});
  EXPECT_EQ(TakeBatches(session, Flush::kAsked).at(0).tags, (std::vector<TextMember>{{"room_id", "r2"}, {"user_id", ""}}))
      << "a removed tag is sent as empty, so that the receiver learns of it";
  for (std::size_t i = 2; i < Session::kMaxTags; ++i) EXPECT_TRUE(session.SetTag("k" + std::to_string(i), "v"));
  EXPECT_FALSE(session.SetTag("one too many", "v"));
  EXPECT_TRUE(session.SetTag("room_id", "r3")) << "an existing tag can still change";
}

// The jitter buffer overflows every second.
TEST(SessionTest, AudioThatIsNotPlayedHasNoDiscards) {
  for (const bool played : {false, true}) {
    TestCall call;
    for (int i = 0; i <= 20; ++i) {
      call.Poll(1000 * i, {InboundAudio({{"packetsReceived", 50 * i}, {"bytesReceived", 5000 * i},
                                         {"packetsDiscarded", i > 12 ? 40 * (i - 12) : 0},
                                         {"totalSamplesReceived", played ? 48'000 * i : 0}})});
    }
    EXPECT_EQ(std::string(call.session.TakeEventsJson()).find("discards") != std::string::npos, played);
  }
}

TEST(SessionTest, QualityIsUnknownBeforeTheConnectionIsUp) {
  TestCall call;
  std::vector<std::string> qualities;
  for (const char* state : {"new", "connecting", "connected"}) {
    call.Poll(1000.0 * static_cast<double>(qualities.size()), {}, {{"conn", state}});
    qualities.emplace_back(call.session.SampleJson(call.handle()));
  }
  EXPECT_NE(qualities[0].find(R"("quality":null)"), std::string::npos) << qualities[0];
  EXPECT_NE(qualities[1].find(R"("quality":null)"), std::string::npos) << qualities[1];
  EXPECT_NE(qualities[2].find(R"("quality":"good")"), std::string::npos) << qualities[2];
}

// The remote end closes its connection in the 10th second, and this page closes its own later.
// connectionState stays "connected" (Chromium).
TEST(SessionTest, PictureIsNotFrozenAfterTheRemoteEndHungUp) {
  for (const char* dtls : {"closed", "connected"}) {
    TestCall call;
    for (int i = 0; i <= 16; ++i) {
      const int second = std::min(i, 10);
      call.Poll(1000 * i, {Transport({{"bytesReceived", 150'000 * second}, {"dtlsState", i > 10 ? dtls : "connected"}}), Pair(),
                           InboundVideo({{"framesDecoded", 30 * second}, {"bytesReceived", 100'000 * second},
                                         {"packetsReceived", 100 * second}, {"packetsLost", 0}})});
    }
    const bool hung_up = std::string_view(dtls) == "closed";
    EXPECT_EQ(std::string(call.session.TakeEventsJson()).find("\"freeze\"") == std::string::npos, hung_up);
    EXPECT_EQ(std::isnan(call.Get("IV", "isFrozen")), hung_up);
    EXPECT_EQ(call.Word("IV", "quality") == "poor", !hung_up);
  }
}

TEST(SessionTest, MarkIsAnEventWithoutConnection) {
  Session session(7);
  session.SetSessionId("s");
  session.Mark(kCallStart, "layout", "{\"grid\":9}");
  const DecodedBatch batch = TakeBatches(session, Flush::kAsked).at(0);
  ASSERT_EQ(batch.events.size(), 1u);
  EXPECT_EQ(batch.events[0].type, "mark");
  EXPECT_EQ(batch.events[0].t, kCallStart);
  EXPECT_EQ(batch.events[0].connection, -1);
}

TEST(SessionTest, RefusesMarksAtATimeThatNoClockShows) {
  for (const double t : {kUnknown, -1., 1e15, std::numeric_limits<double>::infinity(), 0., 1e14}) {
    Session session(7);
    session.SetSessionId("s");
    const bool is_shown = t >= 0 && t < 1e15;
    EXPECT_EQ(session.Mark(t, "m", ""), is_shown) << t;
    EXPECT_EQ(TakeBatches(session, Flush::kAsked).size(), is_shown ? 1u : 0u) << t;
  }
}

TEST(SessionTest, TakesEventsOnceAndStillSendsThem) {
  Session session(7);
  session.SetSessionId("s");
  session.Mark(1, "a", "");
  EXPECT_NE(session.TakeEventsJson(), "[]");
  EXPECT_EQ(session.TakeEventsJson(), "[]");
  session.Mark(2, "b", "");
  EXPECT_EQ(TakeBatches(session, Flush::kAsked).at(0).events.size(), 2u);
  EXPECT_EQ(session.TakeEventsJson(), "[]");
}

TEST(SessionTest, LastSampleIsAvailableUntilItIsSent) {
  TestCall call;
  call.Poll(0, Video(0));
  EXPECT_NE(call.session.SampleJson(call.handle()), "");
  EXPECT_EQ(call.session.SampleJson(99), "");
  TakeBatches(call.session, Flush::kFull);
  EXPECT_EQ(call.session.SampleJson(call.handle()), "");
}

TEST(SessionTest, SendsTheSamplesOfAClosedConnection) {
  TestCall call;
  call.Poll(0, Video(0));
  call.session.CloseConnection(call.handle());
  EXPECT_EQ(call.session.Poll(call.handle(), 10), 0u);
  EXPECT_EQ(TakeBatches(call.session, Flush::kAsked).size(), 1u);
}

TEST(SessionTest, ReleasesIdsThatLeftTheReportsAndReusesTheirNumbers) {
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

TEST(SessionTest, WritesPointsIfSelected) {
  TestCall call;
  call.session.SetSessionId("s-1");
  call.session.SetFormat(Session::Format::kPoints);
  call.Poll(0, {Transport(), Pair({{"currentRoundTripTime", 0.05}})});
  const BatchText text = call.session.NextBatch(Flush::kFull);
  EXPECT_TRUE(std::string_view(text.json).starts_with("{\"metrics\":[{\"sessionId\":\"s-1\"")) << std::string_view(text.json);
  MustRead(text.json);
  call.Poll(1000, {});
  EXPECT_TRUE(call.session.NextBatch(Flush::kFull).json.empty()) << "there is no point without a round-trip time";
}

}  // namespace
}  // namespace rtc_vitals
