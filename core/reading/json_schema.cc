#include "core/reading/json_schema.h"

#include "core/reading/batch_reader.h"
#include "core/reading/field_docs.h"
#include "core/reading/json_check.h"
#include "core/reading/point_fields.h"
#include "core/reading/schema_writer.h"

namespace rtc_vitals {
namespace {

using Null = SchemaWriter::Null;
constexpr size_t kLongestWord = JsonCheck::kLongestWord;

void Head(std::string_view title, JsonWriter& json) {
  json.BeginObject();
  json.Member("$schema", "https://json-schema.org/draft/2020-12/schema");
  json.Member("title", title);
}

class BatchSchema {
 public:
  std::string Write() {
    Head("rtc-vitals/1 batch", json_);
    json_.Key("$defs"), json_.BeginObject();
    EachKind([&](SampleKind kind) {
      for (const FieldDoc& doc : DocsOf(kind)) json_.Key(DefName(kind, doc).c_str()), schema_.Scalar(doc);
    });
    json_.Key("streamEntry"), StreamEntry();
    json_.EndObject();
    json_.Member("type", "object");
    json_.Key("required"), json_.Raw(R"(["schema","sessionId","epoch","seq","sentAt","connections"])");
    json_.Key("properties"), json_.BeginObject();
    Header();
    Connections();
    EachKind([&](SampleKind kind) { Group(kind); });
    Events();
    json_.EndObject();
    json_.EndObject();
    return json_.Take();
  }

 private:
  template <typename Use>
  static void EachKind(Use use) {
    for (int i = 0; i < kSampleKindCount; ++i) use(static_cast<SampleKind>(i));
  }
  static std::string DefName(SampleKind kind, const FieldDoc& doc) { return std::string(InfoOf(kind).name) + "." + doc.name; }

  void Header() {
    json_.Key("schema"), json_.BeginObject(), json_.Member("const", kBatchSchema), json_.EndObject();
    json_.Key("sessionId"), schema_.Text(1, kLongestWord);
    json_.Key("epoch"), schema_.Integer(0, kLargestUint32);
    json_.Key("seq"), schema_.Integer(0, kLargestInteger);
    json_.Key("sentAt"), schema_.Number(0, kLatestTime);
    json_.Key("flush"), schema_.Text(1, kLongestWord);
    json_.Key("token"), schema_.Text(1, JsonCheck::kLongestToken, Null::kAllowed);
    json_.Key("tags"), json_.BeginObject();
    json_.Member("type", "object");
    json_.Key("maxProperties"), json_.Integer(static_cast<std::int64_t>(limits_.tags));
    json_.Key("propertyNames"), schema_.Text(1, kLongestWord);
    json_.Key("additionalProperties"), schema_.Text(0, kLongestWord);
    json_.EndObject();
    json_.Key("lost"), schema_.BeginObject({});
    json_.Key("samples"), schema_.Integer(0, kLargestInteger);
    json_.Key("batches"), schema_.Integer(0, kLargestInteger);
    schema_.EndObject();
  }

  void Connections() {
    json_.Key("connections"), schema_.BeginArray(0, limits_.connections);
    schema_.BeginObject({"id", "t"});
    json_.Key("id"), schema_.Text(1, kLongestWord);
    json_.Key("t"), schema_.BeginArray(0, limits_.polls), schema_.Number(0, kLatestTime), schema_.EndArray();
    schema_.EndObject();
    schema_.EndArray();
  }

  void StreamEntry() {
    schema_.BeginObject({"id", "connection"});
    json_.Key("id"), schema_.Text(1, kLongestWord);
    json_.Key("connection"), schema_.Integer(0, static_cast<double>(limits_.connections - 1));
    json_.Key("ssrc"), schema_.Integer(0, kLargestUint32, Null::kAllowed);
    json_.Key("mid"), schema_.Text(0, kLongestWord, Null::kAllowed);
    json_.Key("rid"), schema_.Text(0, kLongestWord, Null::kAllowed);
    json_.Key("codec"), schema_.Text(0, kLongestWord, Null::kAllowed);
    json_.Key("label"), schema_.BeginObject({}, Null::kAllowed);
    json_.Key("participant"), schema_.Text(0, kLongestWord, Null::kAllowed);
    json_.Key("source"), schema_.Text(0, kLongestWord, Null::kAllowed);
    schema_.EndObject();
    schema_.EndObject();
  }

  void Group(SampleKind kind) {
    json_.Key(InfoOf(kind).name);
    if (kind == SampleKind::connection) {
      schema_.BeginObject({});
    } else {
      schema_.BeginObject({"streams"});
      json_.Key("streams"), schema_.BeginArray(0, limits_.samples), schema_.Ref("streamEntry"), schema_.EndArray();
    }
    for (const FieldDoc& doc : DocsOf(kind)) Column(kind, doc);
    schema_.EndObject();
  }

  // One value for all streams, or an entry per stream: a value or a list of values.
  void Column(SampleKind kind, const FieldDoc& doc) {
    const std::string value = DefName(kind, doc);
    json_.Key(doc.name), json_.BeginObject();
    json_.Member("description", *doc.unit ? std::string(doc.unit) + ": " + doc.doc : doc.doc);
    json_.Key("anyOf"), json_.BeginArray();
    schema_.Ref(value);
    schema_.BeginArray(0, limits_.samples);
    json_.BeginObject(), json_.Key("anyOf"), json_.BeginArray();
    schema_.Ref(value);
    schema_.BeginArray(0, limits_.polls), schema_.Ref(value), schema_.EndArray();
    json_.EndArray(), json_.EndObject();
    schema_.EndArray();
    json_.EndArray(), json_.EndObject();
  }

  void Events() {
    json_.Key("events"), json_.BeginObject(), json_.Member("type", "array"), json_.Key("items");
    schema_.BeginObject({"t", "type"});
    json_.Key("t"), schema_.Number(0, kLatestTime);
    json_.Key("type"), schema_.Text(1, kLongestWord);
    json_.Key("phase"), schema_.Text(1, kLongestWord, Null::kAllowed);
    json_.Key("connection"), schema_.Integer(0, static_cast<double>(limits_.connections - 1), Null::kAllowed);
    json_.Key("stream"), schema_.Text(1, kLongestWord, Null::kAllowed);
    json_.Key("evidence"), json_.Raw(R"({"type":["object","null"],"additionalProperties":{"type":["number","boolean","null"]}})");
    schema_.EndObject();
    json_.EndObject();
  }

  const ReadLimits limits_{};
  JsonWriter json_;
  SchemaWriter schema_{json_};
};

void PointFields(SampleKind kind, std::span<const PointField> fields, JsonWriter& json) {
  SchemaWriter schema(json);
  for (const PointField& field : fields) {
    for (const FieldDoc& doc : DocsOf(kind)) {
      if (doc.name != std::string_view(field.name)) continue;
      const Null null = field.need == Need::kValue ? Null::kRefused : Null::kAllowed;
      json.Key(field.name);
      if (doc.form == FieldForm::kBool) {
        schema.Bool(null);
      } else {
        field.is_integer ? schema.Integer(doc.min, doc.max, null) : schema.Number(doc.min, doc.max, null);
      }
    }
  }
}

}  // namespace

std::string BatchJsonSchema() { return BatchSchema().Write(); }

std::string PointsJsonSchema() {
  JsonWriter json;
  SchemaWriter schema(json);
  Head("rtc-vitals points", json);
  json.Member("type", "object");
  json.Key("required"), json.Raw(R"(["metrics"])");
  json.Key("properties"), json.BeginObject();
  json.Key("metrics"), schema.BeginArray(1, ReadLimits().polls);
  schema.BeginObject({"sessionId", "timestamp", "rtt"});
  json.Key("sessionId"), schema.Text(1, kLongestWord);
  json.Key("timestamp"), json.Raw(R"({"type":"string","format":"date-time"})");
  PointFields(SampleKind::connection, kPointConnectionFields, json);
  json.Key("video"), schema.BeginObject({"bitrate", "packetLoss", "jitter", "framesDecodedPerSecond", "isFrozen"}, Null::kAllowed);
  PointFields(SampleKind::inboundVideo, kPointVideoFields, json);
  schema.EndObject();
  json.Key("audio"), schema.BeginObject({}, Null::kAllowed);
  PointFields(SampleKind::inboundAudio, kPointAudioFields, json);
  schema.EndObject();
  schema.EndObject();
  schema.EndArray();
  json.EndObject();
  json.EndObject();
  return json.Take();
}

}  // namespace rtc_vitals
