#include "core/reading/decode_json.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(DecodeJsonTest, ReportsTheFault) {
  EXPECT_EQ(DecodeBatchJson(R"({"schema":"x"})"), R"({"ok":false,"path":"schema","why":"must be \"rtc-vitals/1\", got \"x\""})");
}

TEST(DecodeJsonTest, ReadsABatch) {
  EXPECT_EQ(
      DecodeBatchJson(
          R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1795219977369,"token":"k","tags":{"room_id":"r\u00fc"},)"
          R"("lost":{"samples":4,"batches":1},"connections":[{"id":"c1","t":[1000,3000.5]}],"connection":{"rtt":[[50.1,null]],)"
          R"("connectionState":"connected"},)"
          R"("inboundVideo":{"streams":[{"id":"V","connection":0,"ssrc":5,"mid":"0","codec":"video/VP8","label":{"participant":"Ann"}}],)"
          R"("bitrate":[[900000,1000]],"packetLoss":0.25,"jitter":[[1.5,2]],"framesDecodedDelta":[[60,null]],"isFrozen":[[false,true]],)"
          R"("qualityReasons":"frozen,cpu"},)"
          R"("inboundAudio":{"streams":[{"id":"A","connection":0}],"bitrate":[[null,32000]]},)"
          R"("outboundVideo":{"streams":[{"id":"O","connection":0}],"remoteJitter":[[7,null]]},)"
          R"("dataChannel":{"streams":[{"id":"D","connection":0}],"state":"open"},)"
          R"("events":[{"t":2000,"type":"freeze","phase":"end","connection":0,"stream":"V","durationMs":410}],"flush":"stop","x":1})"),
      R"({"ok":true,"format":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1795219977369,"token":"k","flush":"stop",)"
      R"("tags":{"room_id":"r\u00fc"},)"
      R"("lost":{"samples":4,"batches":1},"unknownMembers":1,)"
      R"("streams":[{"kind":"connection","connection":"c1","id":"","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null},)"
      R"({"kind":"inboundVideo","connection":"c1","id":"V","ssrc":5,"mid":"0","rid":null,"codec":"video/VP8",)"
      R"("label":{"participant":"Ann"}},)"
      R"({"kind":"inboundAudio","connection":"c1","id":"A","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null},)"
      R"({"kind":"outboundVideo","connection":"c1","id":"O","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null},)"
      R"({"kind":"dataChannel","connection":"c1","id":"D","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null}],)"
      R"("polls":{"count":2,"first":1000,"last":3000.5},)"
      R"("rows":[[1,1000,50.1,1.5,0.25,900000,60,0],[1,3000.5,null,2,0.25,1000,null,1],[2,3000.5,null,null,null,32000,null,null],)"
      R"([3,1000,50.1,7,null,null,null,null]],)"
      R"("events":[{"t":2000,"type":"freeze","phase":"end","connection":"c1","stream":"V","durationMs":410}]})");
}

TEST(DecodeJsonTest, RowOfASenderHasWhatTheReceiverReported) {
  for (const std::string kind : {"outboundVideo", "outboundAudio"}) {
    const std::string text = DecodeBatchJson(R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":2000,)"
                                             R"("connections":[{"id":"c1","t":[1000]}],")" + kind +
                                             R"(":{"streams":[{"id":"O","connection":0}],"remoteJitter":7,"remotePacketLoss":0.25,)"
                                             R"("bitrate":32000}})");
    EXPECT_NE(text.find(R"("rows":[[1,1000,null,7,0.25,32000,)"), std::string::npos) << text;
  }
}

TEST(DecodeJsonTest, BatchWithoutPollsHasNoFirstOrLast) {
  const std::string text = DecodeBatchJson(R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":2000,)"
                                           R"("connections":[],"flush":"stop"})");
  EXPECT_NE(text.find(R"("polls":{"count":0,"first":null,"last":null},"rows":[])"), std::string::npos) << text;
}

TEST(DecodeJsonTest, ReadsPoints) {
  EXPECT_EQ(DecodeBatchJson(R"({"metrics":[{"sessionId":"s","timestamp":"2026-11-21T12:00:00.250Z","rtt":50,)"
                            R"("availableOutgoingBitrate":null,)"
                            R"("video":{"bitrate":1,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30,"isFrozen":true},)"
                            R"("audio":null}]})"),
            R"({"ok":true,"format":"points","sessionId":"s","epoch":null,"seq":null,"sentAt":null,"token":null,"flush":null,"tags":{},)"
            R"("lost":{"samples":0,"batches":0},"unknownMembers":0,)"
            R"("streams":[{"kind":"connection","connection":"points","id":"","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null},)"
            R"({"kind":"inboundVideo","connection":"points","id":"video","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null}],)"
            R"("polls":{"count":1,"first":1795262400250,"last":1795262400250},"rows":[[1,1795262400250,50,2,0,1,null,1]],)"
            R"("events":[]})");
}

}  // namespace
}  // namespace rtc_vitals
