#include "core/reading/decode_json.h"

#include <gtest/gtest.h>

namespace rtc_vitals {
namespace {

TEST(DecodeJsonTest, ReportsTheFault) {
  EXPECT_EQ(DecodeBatchJson(R"({"schema":"x"})"), R"({"ok":false,"path":"schema","why":"must be \"rtc-vitals/1\", is \"x\""})");
}

TEST(DecodeJsonTest, UnfoldsABatch) {
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
      R"("samples":[{"stream":0,"t":1000,"connectionState":"connected","rtt":50.1},{"stream":0,"t":3000.5,"connectionState":"connected"},)"
      R"({"stream":1,"t":1000,"bitrate":900000,"packetLoss":0.25,"jitter":1.5,"framesDecodedDelta":60,"isFrozen":false,)"
      R"("qualityReasons":"frozen,cpu"},)"
      R"({"stream":1,"t":3000.5,"bitrate":1000,"packetLoss":0.25,"jitter":2,"isFrozen":true,"qualityReasons":"frozen,cpu"},)"
      R"({"stream":2,"t":3000.5,"bitrate":32000},{"stream":3,"t":1000,"remoteJitter":7},)"
      R"({"stream":4,"t":1000,"state":"open"},{"stream":4,"t":3000.5,"state":"open"}],)"
      R"("rows":[{"stream":"c1/V","ts":1000,"rtt":50.1,"jitter":1.5,"packet_loss":0.25,"bitrate":900000,"frames_decoded_delta":60,)"
      R"("freeze_flag":0},)"
      R"({"stream":"c1/V","ts":3000.5,"rtt":null,"jitter":2,"packet_loss":0.25,"bitrate":1000,"frames_decoded_delta":null,)"
      R"("freeze_flag":1},)"
      R"({"stream":"c1/A","ts":3000.5,"rtt":null,"jitter":null,"packet_loss":null,"bitrate":32000,"frames_decoded_delta":null,)"
      R"("freeze_flag":null},)"
      R"({"stream":"c1/O","ts":1000,"rtt":50.1,"jitter":7,"packet_loss":null,"bitrate":null,"frames_decoded_delta":null,)"
      R"("freeze_flag":null}],)"
      R"("events":[{"t":2000,"type":"freeze","phase":"end","connection":"c1","stream":"V","durationMs":410}]})");
}

TEST(DecodeJsonTest, RowOfASenderHasWhatTheReceiverReported) {
  for (const std::string kind : {"outboundVideo", "outboundAudio"}) {
    const std::string text = DecodeBatchJson(R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":2000,)"
                                             R"("connections":[{"id":"c1","t":[1000]}],")" + kind +
                                             R"(":{"streams":[{"id":"O","connection":0}],"remoteJitter":7,"remotePacketLoss":0.25,)"
                                             R"("bitrate":32000}})");
    EXPECT_NE(text.find(R"("rows":[{"stream":"c1/O","ts":1000,"rtt":null,"jitter":7,"packet_loss":0.25,"bitrate":32000,)"),
              std::string::npos) << text;
  }
}

TEST(DecodeJsonTest, UnfoldsPoints) {
  EXPECT_EQ(DecodeBatchJson(R"({"metrics":[{"sessionId":"s","timestamp":"2026-11-21T12:00:00.250Z","rtt":50,)"
                            R"("availableOutgoingBitrate":null,)"
                            R"("video":{"bitrate":1,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30,"isFrozen":true},)"
                            R"("audio":null}]})"),
            R"({"ok":true,"format":"points","sessionId":"s","epoch":null,"seq":null,"sentAt":null,"token":null,"flush":null,"tags":{},)"
            R"("lost":{"samples":0,"batches":0},"unknownMembers":0,)"
            R"("streams":[{"kind":"connection","connection":"points","id":"","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null},)"
            R"({"kind":"inboundVideo","connection":"points","id":"video","ssrc":null,"mid":null,"rid":null,"codec":null,"label":null}],)"
            R"("samples":[{"stream":0,"t":1795262400250,"rtt":50},)"
            R"({"stream":1,"t":1795262400250,"bitrate":1,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30,"isFrozen":true}],)"
            R"("rows":[{"stream":"points/video","ts":1795262400250,"rtt":50,"jitter":2,"packet_loss":0,"bitrate":1,)"
            R"("frames_decoded_delta":null,"freeze_flag":1}],)"
            R"("events":[]})");
}

}  // namespace
}  // namespace rtc_vitals
