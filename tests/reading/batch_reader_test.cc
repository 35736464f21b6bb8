#include "core/reading/batch_reader.h"

#include <gtest/gtest.h>

#include "core/reading/field_docs.h"
#include "core/sample/quality_reasons.h"
#include "tests/support/test_batches.h"

namespace rtc_vitals {
namespace {

// A batch with `parts` inserted after the header and two connections, c1 (3 polls) and c2 (2 polls).
std::string Batch(const std::string& parts) {
  return R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1795219977369,"tags":{"room_id":"r"},"lost":{"samples":4,)"
         R"("batches":1},)"
         R"("connections":[{"id":"c1","t":[1000,3000.5,5000]},{"id":"c2","t":[1001,3001]}],"flush":"full")" +
         (parts.empty() ? "" : "," + parts) + "}";
}

constexpr const char* kTwoStreams = R"("inboundVideo":{"streams":[{"id":"A","connection":0,"ssrc":5},{"id":"B","connection":1}],)";

// The values of one member of a stream, poll by poll; -1 for unknown.
std::vector<double> Column(const DecodedStream& stream, std::string_view name) {
  const auto docs = DocsOf(stream.kind);
  std::vector<double> column;
  for (size_t field = 0; field < docs.size(); ++field) {
    if (docs[field].name != name) continue;
    for (size_t at = field; at < stream.values.size(); at += docs.size()) column.push_back(KnownOr(stream.values[at], -1));
  }
  return column;
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(BatchReaderTest, ReadsTheHeader) {
  const DecodedBatch batch = ReadValid(Batch(""));
  EXPECT_EQ(batch.format, BatchFormat::kRtcVitals1);
  EXPECT_EQ(batch.session_id, "s");
  EXPECT_EQ(batch.epoch, 7);
  EXPECT_EQ(batch.seq, 3);
  EXPECT_EQ(batch.sent_at, 1795219977369);
  EXPECT_EQ(batch.flush, "full");
  EXPECT_EQ(batch.lost_samples, 4);
  EXPECT_EQ(batch.lost_batches, 1);
  EXPECT_FALSE(batch.token);
  EXPECT_EQ(batch.tags, (std::vector<TextMember>{{"room_id", "r"}}));
  ASSERT_EQ(batch.connections.size(), 2u);
  EXPECT_EQ(batch.connections[0].t, (std::vector<double>{1000, 3000.5, 5000}));
  ASSERT_EQ(batch.streams.size(), 2u) << "every connection is a stream of kind connection";
  EXPECT_EQ(batch.streams[1].connection, 1);
  EXPECT_EQ(batch.unknown_members, 0);
}

TEST(BatchReaderTest, UnfoldsScalarsPerStreamAndPerSampleValues) {
  const DecodedBatch batch = ReadValid(Batch(std::string(kTwoStreams) + R"("packetLoss":0,"bitrate":[[1,null,3],9],)"
                                          R"("isFrozen":[true,[false,null]],"score":null},)"
                                          R"("connection":{"rtt":[[1.5,2,3],4],"connectionState":["connected",["new","failed"]]})"));
  ASSERT_EQ(batch.streams.size(), 4u);
  EXPECT_EQ(Column(batch.streams[0], "rtt"), (std::vector<double>{1.5, 2, 3}));
  EXPECT_EQ(Column(batch.streams[1], "rtt"), (std::vector<double>{4, 4}));
  const std::vector<double> states = Column(batch.streams[1], "connectionState");
  EXPECT_EQ(batch.words[static_cast<size_t>(states[1])], "failed");
  const DecodedStream& a = batch.streams[2];
  const DecodedStream& b = batch.streams[3];
  EXPECT_EQ(a.id, "A");
  EXPECT_EQ(a.ssrc, 5);
  EXPECT_FALSE(IsKnown(b.ssrc));
  EXPECT_EQ(Column(a, "packetLoss"), (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(Column(b, "packetLoss"), (std::vector<double>{0, 0}));
  EXPECT_EQ(Column(a, "bitrate"), (std::vector<double>{1, -1, 3}));
  EXPECT_EQ(Column(b, "bitrate"), (std::vector<double>{9, 9}));
  EXPECT_EQ(Column(a, "isFrozen"), (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(Column(b, "isFrozen"), (std::vector<double>{0, -1}));
  EXPECT_EQ(Column(a, "score"), (std::vector<double>{-1, -1, -1}));
  EXPECT_EQ(Column(a, "jitter"), (std::vector<double>{-1, -1, -1}));
}

TEST(BatchReaderTest, AcceptsMembersInAnyOrder) {
  const DecodedBatch batch = ReadValid(
      R"({"inboundVideo":{"bitrate":[[1,2]],"streams":[{"connection":0,"id":"A"}]},"connections":[{"t":[1,2],"id":"c1"}],)"
      R"("sentAt":1,"seq":0,"epoch":0,"sessionId":"s","schema":"rtc-vitals/1"})");
  EXPECT_EQ(Column(batch.streams[1], "bitrate"), (std::vector<double>{1, 2}));
}

TEST(BatchReaderTest, ReadsSetsOfWords) {
  const DecodedBatch batch =
      ReadValid(Batch(std::string(kTwoStreams) + R"("qualityReasons":[["frozen,cpu","",null],"of-the-future,rtt"]})"));
  EXPECT_EQ(Column(batch.streams[2], "qualityReasons"), (std::vector<double>{kReasonFrozen | kReasonCpu, 0, -1}));
  EXPECT_EQ(Column(batch.streams[3], "qualityReasons"), (std::vector<double>{kReasonRtt, kReasonRtt}));
  EXPECT_EQ(batch.unknown_members, 1);
}

TEST(BatchReaderTest, IgnoresAndCountsUnknownMembers) {
  const DecodedBatch batch = ReadValid(Replaced(
      Batch(R"("zoom":{"deep":[[[1]]]},"inboundVideo":{"streams":[{"id":"A","connection":0,"colour":"q"}],"newMember":[[1,2]],)"
            R"("bitrate":5})"), R"("batches":1)",
      R"("batches":1,"bytes":2)"));
  EXPECT_EQ(batch.unknown_members, 4);
  EXPECT_EQ(Column(batch.streams[2], "bitrate"), (std::vector<double>{5, 5, 5}));
}

TEST(BatchReaderTest, ReadsEventsOfAnyType) {
  const DecodedBatch batch = ReadValid(Batch(
      R"("events":[{"t":5,"type":"freeze","phase":"end","connection":1,"stream":"A","durationMs":0.30000000000000004,"cause":"x",)"
      R"("sure":true,"none":null,)"
      R"("evidence":{"pliDelta":3,"relay":false}},{"t":6,"type":"of-the-future","odd":[1]},{"t":7,"type":"mark","data":{"a":[1,)"
      R"({"b":"\u00e9"}]}}])"));
  ASSERT_EQ(batch.events.size(), 3u);
  EXPECT_EQ(batch.events[0].type, "freeze");
  EXPECT_EQ(batch.events[0].phase, "end");
  EXPECT_EQ(batch.events[0].connection, 1);
  EXPECT_EQ(batch.events[0].stream, "A");
  EXPECT_EQ(batch.events[0].members, (std::vector<TextMember>{{"durationMs", "0.30000000000000004"}, {"cause", "\"x\""}, {"sure", "true"},
                                                              {"evidence", R"({"pliDelta":3,"relay":false})"}}));
  EXPECT_EQ(batch.events[1].type, "of-the-future");
  EXPECT_EQ(batch.events[1].connection, -1);
  EXPECT_EQ(batch.unknown_members, 1);
  EXPECT_EQ(batch.events[2].members, (std::vector<TextMember>{{"data", R"({"a":[1,{"b":"\u00e9"}]})"}}));
}

TEST(BatchReaderTest, AcceptsABatchOfOnlyEventsALossOrTheEnd) {
  const std::string head = R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1,"connections":[],)";
  EXPECT_EQ(ReadValid(head + R"("events":[{"t":1,"type":"error"}]})").events.size(), 1u);
  EXPECT_EQ(ReadValid(head + R"("lost":{"samples":4},"flush":"hide"})").lost_samples, 4);
  EXPECT_EQ(ReadValid(head + R"("lost":{"batches":1}})").lost_batches, 1);
  EXPECT_EQ(ReadValid(head + R"("events":[],"flush":"stop"})").flush, "stop");
  EXPECT_EQ(Fault(head + R"("lost":{"samples":0,"batches":0},"flush":"hide"})"), Fault(head + R"("events":[]})"));
  EXPECT_EQ(Fault(head + R"("events":[]})"), "connections: must contain at least one sample if there are no events: the batch is empty");
}

TEST(BatchReaderTest, RejectsInvalidJson) {
  EXPECT_EQ(Fault(""), "body: is empty");
  EXPECT_EQ(Fault("hello"), "body: is not JSON, at byte 1");
  EXPECT_EQ(Fault(std::string("\x1f\x8b\x08\x00\x00", 5)), "body: is not JSON, at byte 1");
  EXPECT_EQ(Fault("\xff\xfe"), "body: is not JSON, at byte 1");
  EXPECT_EQ(Fault(R"({"schema":"rtc-vitals/1","sess)"), "body: is truncated: the JSON text ends after byte 30");
  EXPECT_EQ(Fault(Batch("") + "{}"), "body: is not JSON, at byte " + std::to_string(Batch("").size() + 1));
  EXPECT_EQ(Fault(R"({"schema":NaN})"), "body: is not JSON, at byte 11");
  EXPECT_EQ(Fault(R"({"sentAt":1e999})"), "body: contains a number that is too large, at byte 15");
  EXPECT_EQ(Fault("[]"), "body: must be an object, got an array");
  EXPECT_EQ(Fault("17"), "body: must be an object, got 17");
  EXPECT_EQ(Fault("{}"), "schema: is missing");
}

TEST(BatchReaderTest, RejectsEveryTruncationOfAValidBatch) {
  const std::string good = Batch(std::string(kTwoStreams) + R"("bitrate":[[1,2,3],9]},"events":[{"t":1,"type":"x"}])");
  ReadValid(good);
  for (size_t size = 0; size < good.size(); ++size) {
    DecodedBatch batch;
    EXPECT_TRUE(ReadBatchText(std::string_view(good).substr(0, size), ReadLimits(), batch)) << size;
  }
}

TEST(BatchReaderTest, RejectsDeepNestingWithoutRecursion) {
  for (const char* const open : {"[", "{\"a\":"}) {
    std::string deep;
    for (int i = 0; i < 10000; ++i) deep += open;
    EXPECT_EQ(Fault(deep), "body: is nested deeper than 16 levels");
    EXPECT_EQ(Fault(Batch("\"x\":" + deep)), "body: is nested deeper than 16 levels");
  }
}

TEST(BatchReaderTest, RejectsHugeBodies) {
  EXPECT_EQ(Fault(std::string(70000, ' ')), "body: must have at most 65536 bytes, got 70000");
}

TEST(BatchReaderTest, RejectsRepeatedMembers) {
  EXPECT_EQ(Fault(Batch(R"("seq":4)")), "body: has the member \"seq\" twice");
  EXPECT_EQ(Fault(Batch(R"("x":[1,{"a\n":1,"b":2,"a\n":1}])")), "x[1]: has the member \"a?\" twice");
  EXPECT_EQ(Fault(Batch(R"("inboundVideo":{"streams":[],"jitter":1,"jitter":1})")), "inboundVideo: has the member \"jitter\" twice");
}

TEST(BatchReaderTest, RejectsOtherSchemas) {
  EXPECT_EQ(Fault(Replaced(Batch(""), "rtc-vitals/1", "rtc-vitals/2")), "schema: must be \"rtc-vitals/1\", got \"rtc-vitals/2\"");
  EXPECT_EQ(Fault(R"({"schema":1,"metrics":[]})"), "schema: must be a string, got a number");
}

TEST(BatchReaderTest, RejectsInvalidHeaders) {
  struct Case {
    const char* from;
    const char* to;
    const char* fault;
  };
  const std::string long_word(129, 'x');
  const std::string long_session = "\"sessionId\":\"" + long_word + "\"";
  const Case cases[] = {
      {R"("sessionId":"s",)", "", "sessionId: is missing"},
      {R"("sessionId":"s")", R"("sessionId":5)", "sessionId: must be a string, got a number"},
      {R"("sessionId":"s")", R"("sessionId":"")", "sessionId: must not be empty"},
      {R"("sessionId":"s")", long_session.c_str(), "sessionId: must have at most 128 characters, got 129"},
      {R"("sessionId":"s")", R"("sessionId":"a\nb")", "sessionId: must not contain control characters, got \"a?b\""},
      {R"("sessionId":"s")", R"("sessionId":"a\u2028b")", "sessionId: must not contain control characters, got \"a???b\""},
      {R"("epoch":7)", R"("epoch":-1)", "epoch: must be a number >= 0, got -1"},
      {R"("epoch":7)", R"("epoch":4294967296)", "epoch: must be a number <= 4294967295, got 4294967296"},
      {R"("epoch":7)", R"("epoch":7.5)", "epoch: must be a whole number, got 7.5"},
      {R"("epoch":7,)", "", "epoch: is missing"},
      {R"("seq":3)", R"("seq":"3")", "seq: must be a number, got a string"},
      {R"("seq":3)", R"("seq":null)", "seq: must be a number, got null"},
      {R"("sentAt":1795219977369)", R"("sentAt":1e300)", "sentAt: must be a number <= 8.64e+15, got 1e+300"},
      {R"("flush":"full")", R"("flush":true)", "flush: must be a string, got a boolean"},
      {R"("flush":"full")", R"("token":[])", "token: must be a string, got an array"},
      {R"("tags":{"room_id":"r"})", R"("tags":[])", "tags: must be an object, got an array"},
      {R"("room_id":"r")", R"("room_id":5)", "tags.room_id: must be a string, got a number"},
      {R"("room_id":"r")", R"("":"r")", "tags.: must have a name of 1 to 128 characters without control characters"},
      {R"("samples":4)", R"("samples":-4)", "lost.samples: must be a number >= 0, got -4"},
      {R"("connections":[{"id":"c1","t":[1000,3000.5,5000]},{"id":"c2","t":[1001,3001]}],)", "", "connections: is missing"},
      {R"({"id":"c2","t":[1001,3001]})", "7", "connections[1]: must be an object, got 7"},
      {R"({"id":"c2","t":[1001,3001]})", R"({"id":"c2"})", "connections[1].t: is missing"},
      {R"({"id":"c2","t":[1001,3001]})", R"({"id":"c1","t":[]})", "connections[0].id: must be unique, \"c1\" appears twice"},
      {"5000]", "\"5000\"]", "connections[0].t[2]: must be a number, got a string"},
      {"5000]", "-5]", "connections[0].t[2]: must be a number >= 0, got -5"},
      {"5000]", "null]", "connections[0].t[2]: must be a number, got null"},
  };
  for (const Case& c : cases) EXPECT_EQ(Fault(Replaced(Batch(""), c.from, c.to)), c.fault);
}

TEST(BatchReaderTest, AcceptsSampleTimesInAnyOrder) {
  ReadValid(Replaced(Batch(""), "[1000,3000.5,5000]", "[5000,0,8e15]"));
}

TEST(BatchReaderTest, RejectsTooManyTags) {
  std::string tags = "\"room_id\":\"r\"";
  for (int i = 0; i < 32; ++i) tags += ",\"t" + std::to_string(i) + "\":\"\"";
  EXPECT_EQ(Fault(Replaced(Batch(""), R"("room_id":"r")", tags)), "tags: must have at most 32 members, got 33");
}

TEST(BatchReaderTest, RejectsInvalidStreams) {
  const auto fault = [](const std::string& streams) { return Fault(Batch("\"inboundVideo\":{\"streams\":" + streams + "}")); };
  EXPECT_EQ(Fault(Batch(R"("inboundVideo":[])")), "inboundVideo: must be an object, got an array");
  EXPECT_EQ(Fault(Batch(R"("inboundVideo":{"bitrate":1})")), "inboundVideo.streams: is missing");
  EXPECT_EQ(fault("{}"), "inboundVideo.streams: must be an array, got an object");
  EXPECT_EQ(fault(R"([{"connection":0}])"), "inboundVideo.streams[0].id: is missing");
  EXPECT_EQ(fault(R"([{"id":"A"}])"), "inboundVideo.streams[0].connection: is missing");
  EXPECT_EQ(fault(R"([{"id":"A","connection":2}])"),
            "inboundVideo.streams[0].connection: must be an index into connections (2 of them), got 2");
  EXPECT_EQ(fault(R"([{"id":"A","connection":0.5}])"), "inboundVideo.streams[0].connection: must be a whole number, got 0.5");
  EXPECT_EQ(fault(R"([{"id":"A","connection":0,"ssrc":-1}])"), "inboundVideo.streams[0].ssrc: must be a number >= 0, got -1");
  EXPECT_EQ(fault(R"([{"id":"A","connection":0,"label":{"source":5}}])"),
            "inboundVideo.streams[0].label.source: must be a string, got a number");
  EXPECT_EQ(fault(R"([{"id":"A","connection":0},{"id":"B","connection":0},{"id":"A","connection":0}])"),
            "inboundVideo.streams[0]: must have a unique id, \"A\" appears twice");
  ReadValid(Batch(R"("inboundVideo":{"streams":[{"id":"A","connection":0},{"id":"A","connection":1}]})"));
}

TEST(BatchReaderTest, RejectsInvalidValues) {
  const auto fault = [](const std::string& member) { return Fault(Batch(kTwoStreams + member + "}")); };
  EXPECT_EQ(fault(R"("bitrate":[[1,2,3,-5],1])"), "inboundVideo.bitrate[0]: must have one value per sample of connections[0] (3), got 4");
  EXPECT_EQ(fault(R"("bitrate":[[1,2,-5],1])"), "inboundVideo.bitrate[0][2]: must be a number >= 0, got -5");
  EXPECT_EQ(fault(R"("bitrate":[1])"), "inboundVideo.bitrate: must have one entry per stream (2), got 1");
  EXPECT_EQ(fault(R"("bitrate":[1,2,3])"), "inboundVideo.bitrate: must have one entry per stream (2), got 3");
  EXPECT_EQ(fault(R"("bitrate":"fast")"), "inboundVideo.bitrate: must be a number, got a string");
  EXPECT_EQ(fault(R"("bitrate":{})"), "inboundVideo.bitrate: must be a number, got an object");
  EXPECT_EQ(fault(R"("bitrate":[[1,[2],3],1])"), "inboundVideo.bitrate[0][1]: must be a number, got an array");
  EXPECT_EQ(fault(R"("packetLoss":1.01)"), "inboundVideo.packetLoss: must be a number <= 1, got 1.01");
  EXPECT_EQ(fault(R"("score":0.5)"), "inboundVideo.score: must be a number >= 1, got 0.5");
  EXPECT_EQ(fault(R"("isFrozen":1)"), "inboundVideo.isFrozen: must be true or false, got 1");
  EXPECT_EQ(fault(R"("quality":[7,"good"])"), "inboundVideo.quality[0]: must be a string, got a number");
  EXPECT_EQ(fault(R"("quality":"a\tb")"), "inboundVideo.quality: must not contain control characters, got \"a?b\"");
  EXPECT_EQ(fault("\"qualityReasons\":\"r\xC3\xA9\""), "inboundVideo.qualityReasons: must be printable ASCII, got \"r??\"");
  EXPECT_EQ(Fault(Batch(R"("connection":{"rtt":[1]})")), "connection.rtt: must have one entry per connection (2), got 1");
}

TEST(BatchReaderTest, RejectsInvalidEvents) {
  const auto fault = [](const std::string& event) { return Fault(Batch("\"events\":[" + event + "]")); };
  EXPECT_EQ(Fault(Batch(R"("events":{})")), "events: must be an array, got an object");
  EXPECT_EQ(fault("5"), "events[0]: must be an object, got 5");
  EXPECT_EQ(fault(R"({"type":"x"})"), "events[0].t: is missing");
  EXPECT_EQ(fault(R"({"t":1})"), "events[0].type: is missing");
  EXPECT_EQ(fault(R"({"t":1,"type":"x"},{"t":1,"type":7})"), "events[1].type: must be a string, got a number");
  EXPECT_EQ(fault(R"({"t":1,"type":"x","connection":2})"), "events[0].connection: must be an index into connections (2 of them), got 2");
  EXPECT_EQ(fault(R"({"t":1,"type":"x","evidence":[]})"), "events[0].evidence: must be an object, got an array");
  EXPECT_EQ(fault(R"({"t":1,"type":"x","evidence":{"a":"b"}})"), "events[0].evidence.a: must be a number or a boolean, got a string");
  EXPECT_EQ(fault(R"({"t":1,"type":"x","cause":"\u0007"})"), "events[0].cause: must not contain control characters, got \"?\"");
  for (const std::string& name : {std::string("a\\u0007"), std::string("a\\u0085"), std::string(129, 'n')}) {
    for (const std::string& event : {"\"" + name + "\":1", "\"evidence\":{\"" + name + "\":1}"}) {
      const std::string why = fault(R"({"t":1,"type":"x",)" + event + "}");
      EXPECT_NE(why.find("has a name that is too long or contains control characters"), std::string::npos) << why;
    }
  }
}

TEST(BatchReaderTest, RejectsSmallBodiesThatUnfoldIntoHugeOnes) {
  const auto bomb = [](int polls, int videos) {
    std::string t = "0";
    for (int i = 1; i < polls; ++i) t += ",0";
    std::string streams = R"({"id":"a","connection":0})";
    for (int i = 1; i < videos; ++i) streams += ",{\"id\":\"" + std::to_string(i) + R"(","connection":0})";
    return R"({"schema":"rtc-vitals/1","sessionId":"s","epoch":7,"seq":3,"sentAt":1,"connections":[{"id":"c1","t":[)" + t +
           R"(]}],"inboundVideo":{"streams":[)" + streams + "],\"bitrate\":1}}";
  };
  EXPECT_EQ(Fault(bomb(10, 399)), ": ");  // 4,000 samples, including the connection's own
  EXPECT_EQ(Fault(bomb(10, 400)), "inboundVideo: expands to more than 4000 samples, the limit for one body: send fewer polls at a time");
  EXPECT_EQ(Fault(bomb(10'001, 1)), "connections[0].t: must have at most 10000 entries, got 10001");
}

TEST(BatchReaderTest, ErrorsAreOneLineOfPrintableAscii) {
  for (const char* const text : {"{\"schema\":\"\\u001b[31m\\n\xC3\xA9\"}", "{\"schema\":\"rtc-vitals/1\",\"sessionId\":\"\\u0000\"}",
                                 "{\"\\n\":1,\"\\n\":2}"}) {
    EXPECT_NE(Fault(text), ": ") << "a valid batch";
    for (const char c : Fault(text)) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << Fault(text);
  }
}

}  // namespace
}  // namespace rtc_vitals
