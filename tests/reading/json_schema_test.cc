#include "core/reading/json_schema.h"

#include <gtest/gtest.h>

#include "core/reading/batch_reader.h"
#include "core/reading/json_tape.h"
#include "tests/reading/schema_check.h"

namespace rtc_vitals {
namespace {

std::string Batch(const std::string& parts) {
  return R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1795219977369,"tags":{"room_id":"r"},"lost":{"samples":4,)"
         R"("batches":1},)"
         R"("connections":[{"id":"c1","t":[1000,3000.5]}],"flush":"full")" +
         (parts.empty() ? "" : "," + parts) + "}";
}

// Both the schema and the reader judge `text`.
void ExpectValid(const std::string& text, bool valid) {
  DecodedBatch batch;
  const bool points = text.starts_with("{\"metrics\"");
  const std::string fault = SchemaFault(points ? PointsJsonSchema() : BatchJsonSchema(), text);
  EXPECT_EQ(fault.empty(), valid) << text << fault;
  EXPECT_EQ(!ReadBatchText(text, ReadLimits(), batch), valid) << text;
}

TEST(JsonSchemaTest, AgreesWithTheReaderOnBatches) {
  ExpectValid(Batch(""), true);
  ExpectValid(Batch(R"("zoom":{"deep":[[[1]]]})"), true);
  ExpectValid("{}", false);
  ExpectValid("[]", false);
  ExpectValid(Batch(R"("token":"")"), false);
  ExpectValid(Batch(R"("connection":{"rtt":[[50.1,null]],"connectionState":"connected","quality":null})"), true);
  ExpectValid(Batch(R"("connection":{"rtt":[[50.1,-1]]})"), false);
  ExpectValid(Batch(R"("connection":{"rtt":"fast"})"), false);
  ExpectValid(Batch(R"("connection":{"connectionState":[["connected",5]]})"), false);
  ExpectValid(Batch(R"("inboundVideo":{"bitrate":5})"), false);
  const std::string streams = R"("inboundVideo":{"streams":[{"id":"A","connection":0,"ssrc":5,"label":{"participant":"Ann"},"mid":null}],)";
  ExpectValid(Batch(streams + R"("bitrate":[[1,2]],"isFrozen":[true],"qualityReasons":""})"), true);
  ExpectValid(Batch(streams + R"("isFrozen":[1]})"), false);
  ExpectValid(Batch(streams + R"("packetLoss":1.5})"), false);
  ExpectValid(Batch(streams + R"("score":[[[1,2]]]})"), false);
  ExpectValid(Batch(R"("events":[{"t":1,"type":"x","more":{"a":1},"evidence":{"a":1,"b":true}}])"), true);
  ExpectValid(Batch(R"("events":[{"t":1,"type":"x","evidence":{"a":"b"}}])"), false);
  ExpectValid(Batch(R"("events":[{"t":1}])"), false);
}

TEST(JsonSchemaTest, AgreesWithTheReaderOnPoints) {
  const std::string head = R"({"metrics":[{"sessionId":"s","timestamp":"2026-11-21T12:00:00Z","rtt":)";
  ExpectValid(head + "5}]}", true);
  ExpectValid(head + "-5}]}", false);
  ExpectValid(head + "null}]}", false);
  ExpectValid(R"({"metrics":[]})", false);
  ExpectValid(head + R"(5,"video":null,"audio":{"bitrate":null},"availableOutgoingBitrate":null}]})", true);
  ExpectValid(head + R"(5,"video":{"bitrate":5,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30,"isFrozen":true}}]})", true);
  ExpectValid(head + R"(5,"video":{"bitrate":5,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30}}]})", false);
  ExpectValid(head + R"(5,"video":{"bitrate":5.5,"packetLoss":0,"jitter":2,"framesDecodedPerSecond":30,"isFrozen":true}}]})", false);
}

}  // namespace
}  // namespace rtc_vitals
