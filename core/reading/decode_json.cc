#include "core/reading/decode_json.h"

#include <cmath>

#include "core/batch/value_writer.h"
#include "core/reading/batch_reader.h"
#include "core/reading/flat_row.h"
#include "core/reading/json_text.h"

namespace rtc_vitals {
namespace {

void TextOrNull(std::string_view text, JsonWriter& writer) { text.empty() ? writer.Null() : writer.String(text); }

void Header(const DecodedBatch& batch, JsonWriter& writer) {
  writer.Key("ok"), writer.Bool(true);
  writer.Member("format", batch.format == BatchFormat::kPoints ? "points" : "rtc-vitals/1");
  writer.Member("sessionId", batch.session_id);
  writer.Key("epoch"), WriteExact(batch.epoch, writer);
  writer.Key("seq"), WriteExact(batch.seq, writer);
  writer.Key("sentAt"), WriteExact(batch.sent_at, writer);
  writer.Key("token");
  batch.token ? writer.String(*batch.token) : writer.Null();
  writer.Key("flush"), TextOrNull(batch.flush, writer);
  writer.Key("tags"), WriteTexts(batch.tags, writer);
  writer.Key("lost"), writer.BeginObject();
  writer.Key("samples"), WriteExact(batch.lost_samples, writer);
  writer.Key("batches"), WriteExact(batch.lost_batches, writer);
  writer.EndObject();
  writer.Key("unknownMembers"), writer.Integer(batch.unknown_members);
}

const std::string& ConnectionId(const DecodedBatch& batch, int index) { return batch.connections[static_cast<size_t>(index)].id; }

void Streams(const DecodedBatch& batch, JsonWriter& writer) {
  writer.Key("streams"), writer.BeginArray();
  for (const DecodedStream& stream : batch.streams) {
    writer.BeginObject();
    writer.Member("kind", InfoOf(stream.kind).name);
    writer.Member("connection", ConnectionId(batch, stream.connection));
    writer.Member("id", stream.id);
    writer.Key("ssrc"), WriteExact(stream.ssrc, writer);
    writer.Key("mid"), TextOrNull(stream.mid, writer);
    writer.Key("rid"), TextOrNull(stream.rid, writer);
    writer.Key("codec"), TextOrNull(stream.codec, writer);
    writer.Key("label");
    stream.label.empty() ? writer.Null() : WriteTexts(stream.label, writer);
    writer.EndObject();
  }
  writer.EndArray();
}

void Polls(const DecodedBatch& batch, JsonWriter& writer) {
  std::int64_t polls = 0;
  double first = kUnknown, last = kUnknown;
  for (const DecodedConnection& connection : batch.connections) {
    for (const double t : connection.t) ++polls, first = std::fmin(first, t), last = std::fmax(last, t);
  }
  writer.Key("polls"), writer.BeginObject();
  writer.Key("count"), writer.Integer(polls);
  writer.Key("first"), WriteExact(first, writer);
  writer.Key("last"), WriteExact(last, writer);
  writer.EndObject();
}

void Rows(const DecodedBatch& batch, JsonWriter& writer) {
  writer.Key("rows"), writer.BeginArray();
  EachSample(batch, [&](size_t index, const DecodedStream& stream, size_t poll) {
    FlatRow row;
    if (!MakeFlatRow(batch, stream, poll, row)) return;
    writer.BeginArray();
    writer.Integer(static_cast<std::int64_t>(index));
    WriteExact(row.ts, writer);
    WriteExact(row.rtt, writer);
    WriteExact(row.jitter, writer);
    WriteExact(row.packet_loss, writer);
    WriteExact(row.bitrate, writer);
    WriteExact(row.frames_decoded_delta, writer);
    WriteExact(row.freeze_flag, writer);
    writer.EndArray();
  });
  writer.EndArray();
}

}  // namespace

void WriteSampleValue(const std::vector<std::string>& words, const SampleField& field, double value, JsonWriter& writer) {
  switch (field.form) {
    case FieldForm::kNumber: return writer.Number(value, field.decimals);
    case FieldForm::kBool: return writer.Bool(value != 0);
    case FieldForm::kWord: return writer.String(words[static_cast<size_t>(value)]);
    case FieldForm::kWords: return writer.String(WordsText(static_cast<unsigned>(value)));
  }
}

void WriteTexts(const std::vector<TextMember>& members, JsonWriter& writer) {
  writer.BeginObject();
  for (const auto& [name, text] : members) writer.EscapedKey(name), writer.String(text);
  writer.EndObject();
}

void WriteEvents(const DecodedBatch& batch, JsonWriter& writer) {
  for (const DecodedEvent& event : batch.events) {
    writer.BeginObject();
    writer.Key("t"), WriteExact(event.t, writer);
    writer.Member("type", event.type);
    writer.Optional("phase", event.phase);
    if (event.connection >= 0) writer.Member("connection", ConnectionId(batch, event.connection));
    writer.Optional("stream", event.stream);
    for (const auto& [name, json] : event.members) {
      writer.EscapedKey(name);
      writer.Raw(json);
    }
    writer.EndObject();
  }
}

std::string DecodeBatchJson(std::string_view text) {
  JsonWriter writer;
  DecodedBatch batch;
  writer.BeginObject();
  if (const ReadError error = ReadBatchText(text, ReadLimits(), batch)) {
    writer.Key("ok"), writer.Bool(false);
    writer.Member("path", error.path);
    writer.Member("why", error.why);
  } else {
    Header(batch, writer);
    Streams(batch, writer);
    Polls(batch, writer);
    Rows(batch, writer);
    writer.Key("events"), writer.BeginArray();
    WriteEvents(batch, writer);
    writer.EndArray();
  }
  writer.EndObject();
  return writer.Take();
}

}  // namespace rtc_vitals
