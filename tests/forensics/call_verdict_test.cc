#include "core/forensics/call_verdict.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/test_batches.h"
#include "tests/support/test_call.h"

namespace rtc_vitals {
namespace {

const char* const kVideo = R"({"id":"V","connection":0,"label":{"participant":"Ann","source":"camera"}})";

// Five polls of a connection with one video, starting at `seq` x 5 s, and `events`.
DecodedBatch Batch(int seq, const std::string& events, const std::string& streams = kVideo, const std::string& frozen = "null") {
  std::string t;
  for (int i = 0; i < 5; ++i) t += (i ? "," : "") + std::to_string(1000 * (5 * seq + i));
  const std::string text = R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":1,"sentAt":1,"seq":)" + std::to_string(seq) +
                           R"(,"connections":[{"id":"c1","t":[)" + t + R"(]}],"inboundVideo":{"streams":[)" + streams + R"(],"isFrozen":)" +
                           (frozen[0] == '[' ? "[" + frozen + "]" : frozen) + R"(},"events":[)" + events + "]}";
  return ReadValid(text);
}

const char* const kStart =
    R"({"t":3000,"type":"freeze","phase":"start","connection":0,"stream":"V","durationMs":600,"precision":"exact","cause":"unknown",)"
    R"("confidence":"low"})";
const char* const kEnd =
    R"({"t":9000,"type":"freeze","phase":"end","connection":0,"stream":"V","durationMs":6000,"precision":"exact",)"
    R"("cause":"keyframe-starvation",
  "confidence":"high","evidence":{"bitrate":400000,"pliDelta":3,"odd \"name":1}})";

TEST(CallVerdictTest, BatchesGiveTheSameVerdictAsTheRecording) {
  CallVerdict verdict;
  verdict.Add(Batch(0, kStart));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("running":true)"), std::string::npos) << verdict.ConnectionsJson();
  verdict.Add(Batch(1, kEnd, ""));  // the stream is not in this batch, but its label is still known
  const std::string json = verdict.ConnectionsJson();
  EXPECT_TRUE(json.starts_with(
      R"([{"id":"c1","samples":10,"watchedMs":5000,"freezes":[{"stream":"V","label":"Ann, camera","start":3000,"end":9000,)"
      R"("durationMs":6000,"count":1,)"))
      << json;
  EXPECT_NE(json.find(R"("evidence":{"bitrate":400000,"odd \"name":1,"pliDelta":3}})"), std::string::npos) << json;
  EXPECT_NE(
      json.find("One freeze of 6.0 s at 3.0 s (67 % of 9.0 s), in Ann, camera (stream V). Cause: keyframe-starvation (high confidence)"),
      std::string::npos)
      << json;
  EXPECT_NE(json.find("400 kbit/s"), std::string::npos) << json;
}

TEST(CallVerdictTest, FreezeWithLostEndEndsAtTheFirstMovingSample) {
  CallVerdict verdict;
  verdict.Add(Batch(0, kStart, R"({"id":"V","connection":0})", "[true,true,true,false,true]"));  // that poll began before the freeze
  EXPECT_NE(verdict.ConnectionsJson().find(R"("running":true)"), std::string::npos) << verdict.ConnectionsJson();
  verdict.Add(Batch(2, "", R"({"id":"V","connection":0})", "[true,true,false,false,false]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("start":3000,"end":11000,"durationMs":8000,"count":1,"precision":"poll")"), std::string::npos)
      << verdict.ConnectionsJson();
  EXPECT_EQ(verdict.ConnectionsJson().find("running"), std::string::npos);
}

TEST(CallVerdictTest, SamplesBeforeTheReportOfAFreezeDoNotEndIt) {
  CallVerdict verdict;
  // Reported at 3.5 s: the picture has been frozen since 1.2 s.
  verdict.Add(Batch(0, R"({"t":1200,"type":"freeze","phase":"start","connection":0,"stream":"V","durationMs":2300})",
                    R"({"id":"V","connection":0})", "[false,false,false,false,true]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("running":true)"), std::string::npos) << verdict.ConnectionsJson();
  verdict.Add(Batch(1, R"({"t":9000,"type":"freeze","phase":"end","connection":0,"stream":"V","durationMs":7800})",
                    R"({"id":"V","connection":0})", "[true,true,true,true,true]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("freezes":[{"stream":"V","start":1200,"end":9000,"durationMs":7800,)"), std::string::npos)
      << verdict.ConnectionsJson();
  EXPECT_NE(verdict.ConnectionsJson().find("One freeze of 7.8 s"), std::string::npos) << verdict.ConnectionsJson();
}

TEST(CallVerdictTest, LostBatchIsNotMonitoredTime) {
  CallVerdict verdict;
  verdict.Add(Batch(0, "", R"({"id":"V","connection":0})", "[false,false,false,false,false]"));
  verdict.Add(Batch(3, "", R"({"id":"V","connection":0})", "[false,false,false,false,false]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("watchedMs":8000,)"), std::string::npos) << verdict.ConnectionsJson();
  EXPECT_NE(
      verdict.ConnectionsJson().find("only 8.0 s of 19.0 s was monitored: from 4.0 s to 15.0 s data sent by the page did not arrive."),
      std::string::npos)
      << verdict.ConnectionsJson();
}

TEST(CallVerdictTest, DiscardsAndLimitsBecomeNotes) {
  CallVerdict verdict;
  verdict.Add(Batch(
      0,
      R"({"t":4000,"type":"discards","phase":"end","connection":0,"stream":"V","reason":"late","unit":"frames","count":12,)"
      R"("durationMs":2500},
    {"t":4500,"type":"limited","phase":"end","connection":0,"stream":"OV","reason":"cpu","durationMs":3000})"));
  EXPECT_NE(
      verdict.ConnectionsJson().find(
          R"("notes":[{"type":"discards","stream":"V","label":"Ann, camera","start":1500,"end":4000,"durationMs":2500,)"
          R"("reason":"late","unit":"frames","count":12},)"
          R"({"type":"limited","stream":"OV","start":1500,"end":4500,"durationMs":3000,"reason":"cpu"}])"),
      std::string::npos)
      << verdict.ConnectionsJson();
}

TEST(CallVerdictTest, StreamAbsentFromAPollIsUnknownThere) {
  const char* const stream = R"({"id":"V","connection":0})";
  CallVerdict verdict;
  for (int seq = 0; seq < 4; ++seq) verdict.Add(Batch(seq, "", stream, "[false,false,false,false,false]"));
  verdict.Add(Batch(4, "", stream, "[false,null,null,null,null]"));
  verdict.Add(Batch(5, "", stream, "[null,null,null,null,false]"));
  EXPECT_NE(verdict.ConnectionsJson().find("from 20.0 s to 28.0 s no video was received."), std::string::npos) << verdict.ConnectionsJson();
}

constexpr int kPictures = 30;

// One of them freezes for a while.
Report Pictures(int poll) {
  Report report;
  for (int i = 0; i < kPictures; ++i) {
    const int moved = i == kPictures - 1 && poll >= 8 ? std::max(7, poll - 4) : poll;
    report.push_back(InboundVideo({{"id", "IV" + std::to_string(i)},
                                   {"ssrc", 10 + i},
                                   {"bytesReceived", 100'000 * poll + 777 * i * poll * poll},
                                   {"packetsReceived", 100 * poll},
                                   {"packetsLost", 0},
                                   {"jitter", 0.001 * ((i + poll) % 7)},
                                   {"framesDecoded", 60 * moved},
                                   {"totalInterFrameDelay", 2 * moved},
                                   {"totalSquaredInterFrameDelay", moved / 15.0}}));
  }
  return report;
}

// The far end hangs up after ten seconds, or this page closes the connection itself.
std::string VerdictOfHangUp(bool by_page, bool from_batches) {
  TestCall call;
  CallVerdict verdict;
  for (int i = 0; i <= 20; ++i) {
    const bool over = i > 10;
    Report report = Video(std::min(i, 10));
    report.push_back(Transport({{"dtlsState", over ? "closed" : "connected"}}));
    call.Poll(1000 * i, report, {{"conn", over && by_page ? "closed" : "connected"}});
    if (from_batches) continue;
    verdict.Add(call.session.window());
    call.session.ClearWindow();
  }
  if (from_batches) {
    for (const DecodedBatch& batch : TakeBatches(call.session, Session::Flush::kStop)) verdict.Add(batch);
  }
  return verdict.ConnectionsJson();
}

TEST(CallVerdictTest, ReportsWhenTheFarEndLeftAndIgnoresLaterStillVideo) {
  for (const bool from_batches : {false, true}) {
    const std::string json = VerdictOfHangUp(false, from_batches);
    EXPECT_NE(json.find(R"("verdict":"No freeze in 10.0 s. The far end left between 10.0 s and 11.0 s."}])"), std::string::npos) << json;
  }
}

TEST(CallVerdictTest, OwnCloseIsNotReportedAsFarEndLeaving) {
  for (const bool from_batches : {false, true}) {
    const std::string json = VerdictOfHangUp(true, from_batches);
    EXPECT_EQ(json.find("left"), std::string::npos) << json;
  }
}

// The verdict from the batches, none of which is larger than `max_bytes`.
std::string VerdictOf(double max_bytes, std::size_t& batches) {
  TestCall call;
  call.session.SetParameter("batch.maxBytes", max_bytes);
  CallVerdict verdict;
  const auto take = [&](Session::Flush flush) {
    for (const DecodedBatch& batch : TakeBatches(call.session, flush, static_cast<std::size_t>(max_bytes))) verdict.Add(batch), ++batches;
  };
  for (int i = 0; i < 20; ++i) {
    if (call.Poll(2000 * i, Pictures(i)) & Session::kBatchDue) take(Session::Flush::kFull);
  }
  call.session.CloseConnection(call.handle());
  take(Session::Flush::kStop);
  return verdict.ConnectionsJson();
}

TEST(CallVerdictTest, SplitBatchGivesTheSameVerdictAsTheWholeOne) {
  std::size_t whole_batches = 0;
  const std::string whole = VerdictOf(60'000, whole_batches);
  EXPECT_NE(whole.find(R"("samples":20,"watchedMs":38000,)"), std::string::npos) << whole;
  EXPECT_NE(whole.find("One freeze"), std::string::npos) << whole;
  std::size_t parts = 0;
  EXPECT_EQ(VerdictOf(2000, parts), whole);
  EXPECT_GT(parts, 2 * whole_batches);
}

TEST(CallVerdictTest, EventsMayArriveBeforeTheirLabels) {
  CallVerdict verdict;
  const std::string events =
      std::string(R"({"t":4000,"type":"limited","phase":"end","connection":0,"stream":"V","reason":"cpu","durationMs":3000},)") + kEnd;
  verdict.Add(Batch(0, events, ""));
  verdict.Add(Batch(0, ""));
  const std::string json = verdict.ConnectionsJson();
  EXPECT_NE(json.find("One freeze of 6.0 s at 3.0 s, in Ann, camera (stream V)"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("type":"limited","stream":"V","label":"Ann, camera")"), std::string::npos) << json;
}

TEST(CallVerdictTest, FreezeWithLostEventsIsFoundFromSamples) {
  CallVerdict verdict;
  verdict.Add(Batch(0, "", kVideo, "[false,false,false,false,false]"));
  verdict.Add(Batch(2, "", kVideo, "[true,true,true,true,false]"));
  const std::string json = verdict.ConnectionsJson();
  EXPECT_NE(
      json.find(
          R"("freezes":[{"stream":"V","label":"Ann, camera","start":4000,"end":13000,"durationMs":9000,"count":1,)"
          R"("precision":"poll","cause":"unknown")"),
      std::string::npos)
      << json;
}

TEST(CallVerdictTest, RunningFreezeIsNotFoundAgainFromSamples) {
  CallVerdict verdict;
  verdict.Add(Batch(0, kStart, kVideo, "[false,false,false,false,true]"));
  verdict.Add(Batch(5, "", kVideo, "[true,true,true,true,true]"));  // much later, with no data in between
  const std::string json = verdict.ConnectionsJson();
  EXPECT_NE(json.find(R"("start":3000,"end":29000,)"), std::string::npos) << json;
  EXPECT_EQ(json.find(R"("precision":"poll")"), std::string::npos) << json;
}

TEST(CallVerdictTest, PointsHaveSamplesButNoEvents) {
  DecodedBatch points = Batch(0, "", kVideo, "[false,true,true,true,false]");
  points.format = BatchFormat::kPoints;
  CallVerdict verdict;
  verdict.Add(points);
  const std::string json = verdict.ConnectionsJson();
  EXPECT_NE(json.find("One freeze of 3.0 s at 0.0 s"), std::string::npos) << json;
  EXPECT_NE(json.find("Samples without events show no cause"), std::string::npos) << json;
  EXPECT_EQ(json.find("would have to report"), std::string::npos) << json;
}

TEST(CallVerdictTest, PageEventBelongsToNoConnection) {
  CallVerdict verdict;
  verdict.Add(Batch(0, R"({"t":3000,"type":"freeze","phase":"end","stream":"V","durationMs":600})"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("freezes":[])"), std::string::npos) << verdict.ConnectionsJson();
}

}  // namespace
}  // namespace rtc_vitals
