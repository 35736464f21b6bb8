#include "core/batch/column_writer.h"

#include "core/batch/value_writer.h"

namespace rtc_vitals {
namespace {

// One member of the samples: in a column, every stride-th value from `at`.
struct Member {
  const SampleField& field;
  std::size_t at;
  std::size_t stride;

  double Value(const Column& column, std::size_t sample) const { return column.values[sample * stride + at]; }
  std::size_t Samples(const Column& column) const { return column.values.size() / stride; }
  // A value as it is written: values that round to the same number are equal.
  std::int64_t Wire(const Column& column, std::size_t sample) const {
    return Scaled(Value(column, sample), field.form == FieldForm::kNumber ? field.decimals : 0);
  }
  // Whether all samples of the column are written as `wire`.
  bool IsAll(const Column& column, std::int64_t wire) const {
    for (std::size_t i = 0; i < Samples(column); ++i) {
      if (Wire(column, i) != wire) return false;
    }
    return true;
  }
};

enum class Fold { kNothing, kScalar, kPerStream };

Fold FoldOf(const Member& member, const List<Column>& columns) {
  const std::int64_t first = member.Wire(columns.front(), 0);
  for (const Column& column : columns) {
    if (!member.IsAll(column, first)) return Fold::kPerStream;
  }
  return first == kNoNumber ? Fold::kNothing : Fold::kScalar;
}

void WriteEntry(const Member& member, const Column& column, const Labels& labels, JsonWriter& json) {
  if (member.IsAll(column, member.Wire(column, 0))) return WriteValue(member.field, member.Value(column, 0), labels, json);
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
