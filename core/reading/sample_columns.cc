#include "core/reading/sample_columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/reading/decode_json.h"
#include "core/reading/json_text.h"

namespace rtc_vitals {
namespace {

std::string NameOf(const std::string& connection, const std::string& id) { return id.empty() ? connection : connection + "/" + id; }

// Later values overwrite earlier ones; missing ones leave them as they are.
void MergeInfo(const DecodedStream& stream, DecodedStream& info) {
  if (IsKnown(stream.ssrc)) info.ssrc = stream.ssrc;
  if (!stream.mid.empty()) info.mid = stream.mid;
  if (!stream.rid.empty()) info.rid = stream.rid;
  if (!stream.codec.empty()) info.codec = stream.codec;
  if (!stream.label.empty()) info.label = stream.label;
}

void WriteInfo(const DecodedStream& info, JsonWriter& writer) {
  if (IsKnown(info.ssrc)) writer.Key("ssrc"), WriteExact(info.ssrc, writer);
  writer.Optional("mid", info.mid);
  writer.Optional("rid", info.rid);
  writer.Optional("codec", info.codec);
  if (!info.label.empty()) writer.Key("label"), WriteTexts(info.label, writer);
}

DecodedStream StreamOf(const SampleSeries& series) {
  DecodedStream stream;
  stream.kind = series.kind;
  stream.id = std::string(series.info.id);
  stream.ssrc = series.info.ssrc;
  stream.mid = std::string(series.info.mid);
  stream.rid = std::string(series.info.rid);
  stream.codec = std::string(series.info.codec);
  if (!series.info.participant.empty()) stream.label.emplace_back("participant", std::string(series.info.participant));
  if (!series.info.source.empty()) stream.label.emplace_back("source", std::string(series.info.source));
  return stream;
}

}  // namespace

bool SampleColumns::IsKept(std::string_view member) const {
  if (query_.members.empty()) return true;
  const std::string all = "," + query_.members + ",";
  return all.find("," + std::string(member) + ",") != std::string::npos;
}

double SampleColumns::WordIndex(const std::string& word) {
  const auto [known, is_new] = word_index_.try_emplace(word, words_.size());
  if (is_new) words_.push_back(word);
  return static_cast<double>(known->second);
}

std::optional<Downsampler> SampleColumns::DownsamplerFor(std::vector<FieldForm> forms) const {
  constexpr double kRowsPerSlot = 2;
  const double slots = std::floor(query_.points / kRowsPerSlot);
  if (!(slots >= 1)) return std::nullopt;
  const double length = query_.to - query_.from;
  if (!std::isfinite(length)) return Downsampler::Bounded(static_cast<std::size_t>(slots), std::move(forms));
  if (length <= 0) return std::nullopt;
  return Downsampler(length / slots, std::move(forms));
}

void SampleColumns::AddStream(const DecodedStream& stream, const std::string& connection) {
  Stream& added = streams_.emplace_back();
  added.info.kind = stream.kind;
  added.info.id = stream.id;
  added.connection = connection;
  const auto fields = InfoOf(stream.kind).fields;
  std::vector<FieldForm> forms;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (IsKept(fields[i].name)) added.fields.push_back(i), forms.push_back(fields[i].form);
  }
  added.downsampler = DownsamplerFor(std::move(forms));
}

std::size_t SampleColumns::IndexOf(const DecodedStream& stream, const std::string& connection) {
  const auto [known, is_new] = index_.try_emplace({stream.kind, NameOf(connection, stream.id)}, streams_.size());
  if (is_new) AddStream(stream, connection);
  MergeInfo(stream, streams_[known->second].info);
  return known->second;
}

template <typename Text>
void SampleColumns::AddRow(double t, std::span<const double> values, Text text, Stream& stream) {
  if (!(t >= query_.from && t <= query_.to)) return;
  const auto fields = InfoOf(stream.info.kind).fields;
  row_.clear();
  for (const std::size_t field : stream.fields) {
    const bool is_word = fields[field].form == FieldForm::kWord && IsKnown(values[field]);
    row_.push_back(is_word ? WordIndex(text(values[field])) : values[field]);
  }
  if (stream.downsampler) return stream.downsampler->Add(t, row_);
  stream.rows.t.push_back(t);
  stream.rows.values.insert(stream.rows.values.end(), row_.begin(), row_.end());
}

void SampleColumns::Add(const DecodedBatch& batch) {
  const auto connection_of = [&](const DecodedStream& stream) -> const DecodedConnection& {
    return batch.connections[static_cast<std::size_t>(stream.connection)];
  };
  std::vector<std::size_t> indices;
  for (const DecodedStream& stream : batch.streams) indices.push_back(IndexOf(stream, connection_of(stream).id));
  const auto text = [&](double word) -> const std::string& { return batch.words[static_cast<std::size_t>(word)]; };
  EachSample(batch, [&](std::size_t index, const DecodedStream& stream, std::size_t poll) {
    AddRow(connection_of(stream).t[poll], stream.At(poll), text, streams_[indices[index]]);
  });
}

void SampleColumns::AddNewest(const ConnectionWindow& connection, const Labels& labels) {
  const std::string name(connection.name);
  const auto text = [&](double word) { return std::string(labels.Text(static_cast<int>(word))); };
  for (const SampleSeries& series : connection.series) {
    const std::size_t stream = IndexOf(StreamOf(series), name);
    AddRow(std::round(connection.t.back()), series.Newest(), text, streams_[stream]);
  }
}

void SampleColumns::Write(std::size_t index, double epoch, double offset, JsonWriter& writer) const {
  const Stream& stream = streams_[index];
  writer.BeginObject();
  writer.Key("epoch"), WriteExact(epoch, writer);
  writer.Member("stream", NameOf(stream.connection, stream.info.id));
  writer.Member("kind", InfoOf(stream.info.kind).name);
  writer.Member("connection", stream.connection);
  writer.Member("id", stream.info.id);
  WriteInfo(stream.info, writer);
  stream.downsampler ? WriteRows(stream, stream.downsampler->Rows(), offset, writer) : WriteRows(stream, stream.rows, offset, writer);
  writer.EndObject();
}

void SampleColumns::WriteRows(const Stream& stream, const SampleRows& rows, double offset, JsonWriter& writer) const {
  const std::vector<double>& t = rows.t;
  std::vector<std::size_t> order(t.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return t[a] < t[b]; });
  writer.Key("t"), writer.BeginArray();
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || t[order[i]] != t[order[i - 1]]) WriteExact(t[order[i]] + offset, writer);
  }
  writer.EndArray();
  writer.Key("columns"), writer.BeginObject();
  WriteColumns(stream, rows, order, writer);
  writer.EndObject();
}

void SampleColumns::WriteColumns(const Stream& stream, const SampleRows& rows, const std::vector<std::size_t>& order,
                                 JsonWriter& writer) const {
  const std::size_t width = stream.fields.size();
  const auto fields = InfoOf(stream.info.kind).fields;
  for (std::size_t column = 0; column < width; ++column) {
    const auto value = [&](std::size_t row) { return rows.values[row * width + column]; };
    if (std::none_of(order.begin(), order.end(), [&](std::size_t row) { return IsKnown(value(row)); })) continue;
    const SampleField& field = fields[stream.fields[column]];
    writer.Key(field.name), writer.BeginArray();
    double last = kUnknown;
    for (std::size_t i = 0; i < order.size(); ++i) {
      last = KnownOr(value(order[i]), last);
      if (i + 1 < order.size() && rows.t[order[i]] == rows.t[order[i + 1]]) continue;
      IsKnown(last) ? WriteSampleValue(words_, field, last, writer) : writer.Null();
      last = kUnknown;
    }
    writer.EndArray();
  }
}

}  // namespace rtc_vitals
