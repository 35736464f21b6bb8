#include "core/batch/column_writer.h"

#include "core/batch/value_writer.h"

namespace rtc_vitals {
namespace {

// A value as it is written: values that round to the same number are equal.
struct Wire {
  bool known;
  std::int64_t value;
  bool operator==(const Wire&) const = default;
};

Wire WireOf(const SampleField& field, double value) {
  Wire wire{false, 0};
  wire.known = Scaled(value, field.form == FieldForm::kNumber ? field.decimals : 0, wire.value);
  if (!wire.known) wire.value = 0;
  return wire;
}

// One member of the samples: in a column, every stride-th value from `at`.
struct Member {
  const SampleField& field;
  std::size_t at;
  std::size_t stride;

  double Value(const Column& column, std::size_t sample) const { return column.values[sample * stride + at]; }
  std::size_t Samples(const Column& column) const { return column.values.size() / stride; }
  bool IsConstant(const Column& column) const {
    for (std::size_t i = 1; i < Samples(column); ++i) {
      if (!(WireOf(field, Value(column, i)) == WireOf(field, Value(column, 0)))) return false;
    }
    return true;
  }
};

enum class Fold { kNothing, kScalar, kPerStream };

Fold FoldOf(const Member& member, const List<Column>& columns) {
  const Wire first = WireOf(member.field, member.Value(columns.front(), 0));
  for (const Column& column : columns) {
    if (!member.IsConstant(column) || !(WireOf(member.field, member.Value(column, 0)) == first)) return Fold::kPerStream;
  }
  return first.known ? Fold::kScalar : Fold::kNothing;
}

void WriteEntry(const Member& member, const Column& column, const Labels& labels, JsonWriter& json) {
  if (member.IsConstant(column)) return WriteValue(member.field, member.Value(column, 0), labels, json);
  json.BeginArray();
  for (std::size_t i = 0; i < member.Samples(column); ++i) WriteValue(member.field, member.Value(column, i), labels, json);
  json.EndArray();
}

void WriteEntries(SampleKind kind, const Member& member, const List<Column>& columns, std::size_t connections, const Labels& labels,
                  JsonWriter& json) {
  json.BeginArray();
  if (kind != SampleKind::connection) {
    for (const Column& column : columns) WriteEntry(member, column, labels, json);
  } else {
    std::size_t next = 0;
    for (std::size_t i = 0; i < connections; ++i) {
      const bool has = next < columns.size() && columns[next].connection == i;
      has ? WriteEntry(member, columns[next++], labels, json) : json.Null();
    }
  }
  json.EndArray();
}

void WriteStreams(const List<Column>& columns, JsonWriter& json) {
  json.Key("streams"), json.BeginArray();
  for (const Column& column : columns) {
    json.BeginObject();
    json.Key("connection"), json.Integer(static_cast<std::int64_t>(column.connection));
    WriteStreamInfo("id", *column.info, json);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

void WriteColumns(SampleKind kind, const List<Column>& columns, std::size_t connections, const Labels& labels, JsonWriter& json) {
  const SampleKindInfo& info = InfoOf(kind);
  json.Key(info.name), json.BeginObject();
  if (kind != SampleKind::connection) WriteStreams(columns, json);
  const bool some_have_none = kind == SampleKind::connection && columns.size() < connections;
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    const Member member{info.fields[i], i, info.fields.size()};
    const Fold fold = FoldOf(member, columns);
    if (fold == Fold::kNothing) continue;
    json.Key(member.field.name);
    if (fold == Fold::kScalar && !some_have_none) {
      WriteValue(member.field, member.Value(columns.front(), 0), labels, json);
    } else {
      WriteEntries(kind, member, columns, connections, labels, json);
    }
  }
  json.EndObject();
}

}  // namespace rtc_vitals
