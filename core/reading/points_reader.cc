#include "core/reading/points_reader.h"

#include <algorithm>

#include "core/reading/field_docs.h"
#include "core/reading/iso_time.h"
#include "core/reading/point_fields.h"

namespace rtc_vitals {
namespace {

class PointsReader {
 public:
  PointsReader(JsonCheck& check, DecodedBatch& batch) : check_(check), batch_(batch) {}

  bool Read(JsonValue root, const ReadLimits& limits) {
    const JsonValue metrics = root.Find("metrics");
    if (!check_.Array(metrics)) return false;
    if (metrics.size() == 0) return check_.Fail(metrics, "must not be empty");
    if (!check_.AtMost(metrics, limits.polls)) return false;
    batch_.unknown_members += static_cast<int>(root.size()) - 1;
    batch_.connections.push_back({"points", {}});
    DecodedStream connection = Stream(SampleKind::connection, "");
    DecodedStream video = Stream(SampleKind::inboundVideo, "video");
    DecodedStream audio = Stream(SampleKind::inboundAudio, "audio");
    for (const JsonValue point : metrics) {
      if (!Common(point) || !Values(point, kPointConnectionFields, connection)) return false;
      if (!Media(point.Find("video"), kPointVideoFields, video) || !Media(point.Find("audio"), kPointAudioFields, audio)) return false;
    }
    for (DecodedStream* stream : {&connection, &video, &audio}) {
      if (stream->kind == SampleKind::connection || AnyKnown(stream->values)) batch_.streams.push_back(std::move(*stream));
    }
    return true;
  }

 private:
  static DecodedStream Stream(SampleKind kind, const char* id) {
    DecodedStream stream;
    stream.kind = kind;
    stream.id = id;
    return stream;
  }

  bool Common(JsonValue point) {
    JsonValue value;
    std::string session;
    std::string time;
    if (!check_.Object(point) || !check_.Member(point, "sessionId", value) || !check_.Text(value, session)) return false;
    if (batch_.session_id.empty()) batch_.session_id = session;
    if (session != batch_.session_id) return check_.Fail(value, "must be the same in every point of a body, got " + Show(value));
    if (!check_.Member(point, "timestamp", value) || !check_.Text(value, time)) return false;
    const double t = ParseIsoTime(time);
    if (!IsKnown(t)) return check_.Fail(value, "must be a date and time such as 2026-11-21T12:00:00.000Z, got " + Show(value));
    batch_.connections[0].t.push_back(t);
    constexpr std::string_view kOthers[] = {"sessionId", "timestamp", "video", "audio"};
    for (const JsonValue member : point) {
      const bool is_other = std::find(std::begin(kOthers), std::end(kOthers), member.key()) != std::end(kOthers);
      batch_.unknown_members += !is_other && !IsIn(kPointConnectionFields, member.key());
    }
    return true;
  }

  static bool IsIn(std::span<const PointField> fields, std::string_view name) {
    return std::any_of(fields.begin(), fields.end(), [&](const PointField& field) { return field.name == name; });
  }

  // `media` is null or no value if there is no such stream at this time.
  bool Media(JsonValue media, std::span<const PointField> fields, DecodedStream& stream) {
    if (!media || media.type() == JsonType::kNull) {
      stream.values.insert(stream.values.end(), stream.width(), kUnknown);
      return true;
    }
    if (!check_.Object(media)) return false;
    for (const JsonValue member : media) batch_.unknown_members += !IsIn(fields, member.key());
    return Values(media, fields, stream);
  }

  bool Values(JsonValue object, std::span<const PointField> fields, DecodedStream& stream) {
    const std::span<const FieldDoc> docs = DocsOf(stream.kind);
    const size_t first = stream.values.size();
    stream.values.insert(stream.values.end(), docs.size(), kUnknown);
    for (size_t i = 0; i < docs.size(); ++i) {
      const auto field =
          std::find_if(fields.begin(), fields.end(), [&](const PointField& f) { return std::string_view(f.name) == docs[i].name; });
      if (field != fields.end() && !Value(object, *field, docs[i], stream.values[first + i])) return false;
    }
    return true;
  }

  bool Value(JsonValue object, const PointField& field, const FieldDoc& doc, double& out) {
    JsonValue value = object.Find(field.name);
    if (field.need == Need::kValueOrNull && (!value || value.type() == JsonType::kNull)) return true;
    if (!check_.Member(object, field.name, value)) return false;
    if (doc.form == FieldForm::kBool) return check_.Bool(value, out);
    return field.is_integer ? check_.Integer(value, doc.min, doc.max, out) : check_.Number(value, doc.min, doc.max, out);
  }

  JsonCheck& check_;
  DecodedBatch& batch_;
};

}  // namespace

bool ReadPoints(JsonValue root, const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch) {
  return PointsReader(check, batch).Read(root, limits);
}

}  // namespace rtc_vitals
