#include "core/dump/call_verdict.h"

#include <gtest/gtest.h>

#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

// Five polls of a connection with one video, from `seq` x 5 s on, and `events`.
ReadBatch Batch(int seq, const std::string& events, const std::string& streams = R"({"id":"V","connection":0,"label":{"participant":"Ann","source":"camera"}})",
                const std::string& frozen = "null") {
  std::string t;
  for (int i = 0; i < 5; ++i) t += (i ? "," : "") + std::to_string(1000 * (5 * seq + i));
  const std::string text = R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":1,"sentAt":1,"seq":)" + std::to_string(seq) + R"(,"connections":[{"id":"c1","t":[)" + t +
                           R"(]}],"inboundVideo":{"streams":[)" + streams + R"(],"isFrozen":)" + (frozen[0] == '[' ? "[" + frozen + "]" : frozen) + R"(},"events":[)" + events + "]}";
  return ReadValid(text);
}

const char* const kStart = R"({"t":3000,"type":"freeze","phase":"start","connection":0,"stream":"V","durationMs":600,"precision":"exact","cause":"unknown","confidence":"low"})";
const char* const kEnd = R"({"t":9000,"type":"freeze","phase":"end","connection":0,"stream":"V","durationMs":6000,"precision":"exact","cause":"keyframe-starvation",
  "confidence":"high","evidence":{"bitrate":400000,"pliDelta":3,"odd \"name":1}})";

TEST(CallVerdictTest, BatchesComeToWhatTheRecordingOfTheSameCallWould) {
  CallVerdict verdict;
  verdict.Add(Batch(0, kStart));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("running":true)"), std::string::npos) << verdict.ConnectionsJson();
  verdict.Add(Batch(1, kEnd, ""));  // the stream is not in this batch: it is known by its label still
  const std::string json = verdict.ConnectionsJson();
  EXPECT_TRUE(json.starts_with(R"([{"id":"c1","samples":10,"watchedMs":0,"freezes":[{"stream":"V","label":"Ann, camera","start":3000,"end":9000,"durationMs":6000,"count":1,)")) << json;
  EXPECT_NE(json.find(R"("evidence":{"bitrate":400000,"odd \"name":1,"pliDelta":3}})"), std::string::npos) << json;
  EXPECT_NE(json.find("From 3.0 s the picture of Ann, camera (stream V) stood for 6.0 s: keyframe-starvation (high confidence)."), std::string::npos) << json;
  EXPECT_NE(json.find("400 kbit/s"), std::string::npos) << json;
}

TEST(CallVerdictTest, AFreezeWhoseEndWasLostEndsWhereThePictureMoved) {
  CallVerdict verdict;
  verdict.Add(Batch(0, kStart, R"({"id":"V","connection":0})", "[true,true,true,false,true]"));  // that poll began before the freeze
  EXPECT_NE(verdict.ConnectionsJson().find(R"("running":true)"), std::string::npos) << verdict.ConnectionsJson();
  verdict.Add(Batch(2, "", R"({"id":"V","connection":0})", "[true,true,false,false,false]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("start":3000,"end":11000,"durationMs":8000,"count":1,"precision":"poll")"), std::string::npos) << verdict.ConnectionsJson();
  EXPECT_EQ(verdict.ConnectionsJson().find("running"), std::string::npos);
}

TEST(CallVerdictTest, WhatALostBatchWouldHaveToldWasNotWatched) {
  CallVerdict verdict;
  verdict.Add(Batch(0, "", R"({"id":"V","connection":0})", "[false,false,false,false,false]"));
  verdict.Add(Batch(3, "", R"({"id":"V","connection":0})", "[false,false,false,false,false]"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("watchedMs":8000,)"), std::string::npos) << verdict.ConnectionsJson();
  EXPECT_NE(verdict.ConnectionsJson().find("only 8.0 s of 19.0 s were watched: from 4.0 s to 15.0 s what the page sent did not arrive."), std::string::npos) << verdict.ConnectionsJson();
}

TEST(CallVerdictTest, DiscardsAndLimitsAreNotes) {
  CallVerdict verdict;
  verdict.Add(Batch(0, R"({"t":4000,"type":"discards","phase":"end","connection":0,"stream":"V","reason":"late","unit":"frames","count":12,"durationMs":2500},
    {"t":4500,"type":"limited","phase":"end","connection":0,"stream":"OV","reason":"cpu","durationMs":3000})"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("notes":[{"type":"discards","stream":"V","label":"Ann, camera","start":1500,"end":4000,"durationMs":2500,"reason":"late","unit":"frames","count":12},)"
                                           R"({"type":"limited","stream":"OV","start":1500,"end":4500,"durationMs":3000,"reason":"cpu"}])"),
            std::string::npos)
      << verdict.ConnectionsJson();
}

TEST(CallVerdictTest, PointsTellOfNoEvents) {
  ReadBatch points = Batch(0, "");
  points.format = BatchFormat::kPoints;
  CallVerdict verdict;
  verdict.Add(points);
  EXPECT_EQ(verdict.ConnectionsJson(), "[]");
}

TEST(CallVerdictTest, AnEventOfThePageBelongsToNoConnection) {
  CallVerdict verdict;
  verdict.Add(Batch(0, R"({"t":3000,"type":"freeze","phase":"end","stream":"V","durationMs":600})"));
  EXPECT_NE(verdict.ConnectionsJson().find(R"("freezes":[])"), std::string::npos) << verdict.ConnectionsJson();
}

}  // namespace
}  // namespace rtc_vitals
