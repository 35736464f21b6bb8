#include "core/batch/value_writer.h"

#include <iterator>

#include "core/sample/quality_reasons.h"

namespace rtc_vitals {
namespace {

void WriteEventValues(const List<EventValue>& values, JsonWriter& json) {
  for (const EventValue& value : values) {
    if (value.text.empty() && !IsKnown(value.number)) continue;
    json.Key(value.key);
    value.text.empty() ? json.Number(value.number, value.decimals) : json.String(value.text);
  }
}

}  // namespace

TextBuffer WordsText(unsigned reasons) {
  TextBuffer words;
  for (std::size_t i = 0; i < std::size(kReasonWords); ++i) {
    if (!(reasons & 1u << i)) continue;
    if (!words.empty()) words += ',';
    words += kReasonWords[i];
  }
  return words;
}

void WriteValue(const SampleField& field, double value, const Labels& labels, JsonWriter& json) {
  if (!IsKnown(value)) return json.Null();
  switch (field.form) {
    case FieldForm::kNumber: return json.Number(value, field.decimals);
    case FieldForm::kBool: return json.Bool(value != 0);
    case FieldForm::kWord: return json.String(labels.Text(static_cast<int>(value)));
    case FieldForm::kWords: return json.String(WordsText(static_cast<unsigned>(value)));
  }
}

void WriteEvent(const Event& event, JsonWriter& json) {
  json.Member("t", event.t, 0);
  json.Member("type", event.type);
  json.Optional("phase", event.phase);
  json.Optional("stream", event.stream);
  WriteEventValues(event.values, json);
  if (event.evidence.empty()) return;
  json.Key("evidence"), json.BeginObject();
  WriteEventValues(event.evidence, json);
  json.EndObject();
}

void WriteStreamInfo(const char* id_key, const StreamInfo& info, JsonWriter& json) {
  json.Member(id_key, info.id);
  constexpr double kLargestSsrc = 4294967295;
  if (info.ssrc >= 0 && info.ssrc <= kLargestSsrc) json.Member("ssrc", info.ssrc, 0);
  json.Optional("mid", info.mid);
  json.Optional("rid", info.rid);
  json.Optional("codec", info.codec);
  WriteLabel(info, json);
}

void WriteLabel(const StreamInfo& info, JsonWriter& json) {
  if (info.participant.empty() && info.source.empty()) return;
  json.Key("label"), json.BeginObject();
  json.Optional("participant", info.participant);
  json.Optional("source", info.source);
  json.EndObject();
}

}  // namespace rtc_vitals
