#include "core/reading/sample_reader.h"

#include <algorithm>

#include "core/reading/field_docs.h"
#include "core/sample/quality_reasons.h"

namespace rtc_vitals {
namespace {

class KindReader {
 public:
  KindReader(SampleKind kind, const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch)
      : kind_(kind), docs_(DocsOf(kind)), limits_(limits), check_(check), batch_(batch), first_(batch.streams.size()) {}

  bool Read(JsonValue group) {
    if (group && !check_.Object(group)) return false;
    if (!(kind_ == SampleKind::connection ? AddConnections() : AddStreams(group))) return false;
    if (!MakeRoom(group)) return false;
    if (!group) return true;
    for (const JsonValue member : group) {
      if (member.key() == "streams" && kind_ != SampleKind::connection) continue;
      const auto field = std::find_if(docs_.begin(), docs_.end(), [&](const FieldDoc& doc) { return doc.name == member.key(); });
      if (field == docs_.end()) {
        ++batch_.unknown_members;
      } else if (!Column(member, static_cast<size_t>(field - docs_.begin()))) {
        return false;
      }
    }
    return true;
  }

 private:
  std::span<DecodedStream> Streams() { return std::span(batch_.streams).subspan(first_); }
  size_t Polls(const DecodedStream& stream) const { return batch_.connections[static_cast<size_t>(stream.connection)].t.size(); }

  bool AddConnections() {
    for (size_t i = 0; i < batch_.connections.size(); ++i) {
      batch_.streams.push_back(
          {.kind = kind_, .connection = static_cast<int>(i), .id = {}, .mid = {}, .rid = {}, .codec = {}, .label = {}, .values = {}});
    }
    return true;
  }

  bool AddStreams(JsonValue group) {
    if (!group) return true;
    JsonValue list;
    if (!check_.Member(group, "streams", list) || !check_.Array(list)) return false;
    for (const JsonValue entry : list) {
      DecodedStream stream;
      stream.kind = kind_;
      if (!Stream(entry, stream)) return false;
      batch_.streams.push_back(std::move(stream));
    }
    return UniqueIds(list);
  }

  bool Stream(JsonValue entry, DecodedStream& out) {
    JsonValue required;
    if (!check_.Object(entry) || !check_.Member(entry, "id", required) || !check_.Text(required, out.id)) return false;
    if (!check_.Member(entry, "connection", required) || !check_.ConnectionIndex(required, batch_.connections.size(), out.connection)) {
      return false;
    }
    for (const JsonValue member : entry) {
      if (!StreamMember(member, out)) return false;
    }
    return true;
  }

  bool StreamMember(JsonValue member, DecodedStream& out) {
    const std::string& key = member.key();
    if (key == "id" || key == "connection" || member.type() == JsonType::kNull) return true;
    if (key == "ssrc") return check_.Integer(member, 0, kLargestUint32, out.ssrc);
    if (key == "mid") return check_.TextOrEmpty(member, out.mid);
    if (key == "rid") return check_.TextOrEmpty(member, out.rid);
    if (key == "codec") return check_.TextOrEmpty(member, out.codec);
    if (key == "label") return Label(member, out.label);
    ++batch_.unknown_members;
    return true;
  }

  bool Label(JsonValue label, std::vector<TextMember>& out) {
    if (!check_.Object(label)) return false;
    for (const JsonValue member : label) {
      if (member.key() != "participant" && member.key() != "source") {
        ++batch_.unknown_members;
      } else if (member.type() != JsonType::kNull) {
        std::string text;
        if (!check_.TextOrEmpty(member, text)) return false;
        out.emplace_back(member.key(), std::move(text));
      }
    }
    return true;
  }

  bool UniqueIds(JsonValue list) {
    std::vector<std::pair<int, std::string_view>> ids;
    for (const DecodedStream& stream : Streams()) ids.emplace_back(stream.connection, stream.id);
    std::sort(ids.begin(), ids.end());
    const auto twice = std::adjacent_find(ids.begin(), ids.end());
    if (twice == ids.end()) return true;
    for (const JsonValue entry : list) {
      if (entry.Find("id").text() == twice->second) {
        return check_.Fail(entry, "must have a unique id, " + Show(entry.Find("id")) + " appears twice");
      }
    }
    return false;
  }

  bool MakeRoom(JsonValue group) {
    size_t samples = 0;
    for (const DecodedStream& stream : batch_.streams) samples += Polls(stream);
    if (samples > limits_.samples) {
      return check_.Fail(
          group ? group.Path() : std::string("connections"),
          "expands to more than " + std::to_string(limits_.samples) + " samples, the limit for one body: send fewer polls at a time");
    }
    for (DecodedStream& stream : Streams()) stream.values.assign(Polls(stream) * docs_.size(), kUnknown);
    return true;
  }

  // One scalar for all streams, or an entry per stream.
  bool Column(JsonValue member, size_t field) {
    if (member.type() != JsonType::kArray) {
      double value;
      if (!Scalar(member, field, value)) return false;
      for (DecodedStream& stream : Streams()) Fill(stream, field, value);
      return true;
    }
    if (member.size() != Streams().size()) {
      const char* const what = kind_ == SampleKind::connection ? "connection" : "stream";
      return check_.Fail(member, std::string("must have one entry per ") + what + " (" + std::to_string(Streams().size()) + "), got " +
                                     std::to_string(member.size()));
    }
    auto stream = Streams().begin();
    for (const JsonValue entry : member) {
      if (!StreamColumn(entry, field, *stream++)) return false;
    }
    return true;
  }

  // One scalar for all polls, or a value per poll.
  bool StreamColumn(JsonValue entry, size_t field, DecodedStream& stream) {
    double value;
    if (entry.type() != JsonType::kArray) {
      if (!Scalar(entry, field, value)) return false;
      Fill(stream, field, value);
      return true;
    }
    if (entry.size() != Polls(stream)) {
      return check_.Fail(entry, "must have one value per sample of connections[" + std::to_string(stream.connection) + "] (" +
                                    std::to_string(Polls(stream)) + "), got " + std::to_string(entry.size()));
    }
    size_t at = field;
    for (const JsonValue item : entry) {
      if (!Scalar(item, field, value)) return false;
      stream.values[at] = value;
      at += docs_.size();
    }
    return true;
  }

  void Fill(DecodedStream& stream, size_t field, double value) {
    for (size_t at = field; at < stream.values.size(); at += docs_.size()) stream.values[at] = value;
  }

  bool Scalar(JsonValue value, size_t field, double& out) {
    const FieldDoc& doc = docs_[field];
    out = kUnknown;
    if (value.type() == JsonType::kNull) return true;
    switch (doc.form) {
      case FieldForm::kNumber: return check_.Number(value, doc.min, doc.max, out);
      case FieldForm::kBool: return check_.Bool(value, out);
      case FieldForm::kWord: return Word(value, out);
      case FieldForm::kWords: return Words(value, out);
    }
    return false;
  }

  bool Word(JsonValue value, double& out) {
    std::string text;
    if (!check_.TextOrEmpty(value, text)) return false;
    if (text.empty()) return true;  // browsers report unknown as an empty string
    out = static_cast<double>(batch_.words.size());
    batch_.words.push_back(std::move(text));
    return true;
  }

  bool Words(JsonValue value, double& out) {
    std::string text;
    if (!check_.TextOrEmpty(value, text, JsonCheck::kLongestWordSet, Charset::kAscii)) return false;
    unsigned bits = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find(',', at), text.size());
      const auto word = std::find(std::begin(kReasonWords), std::end(kReasonWords), std::string_view(text).substr(at, end - at));
      if (word == std::end(kReasonWords)) {
        ++batch_.unknown_members;
      } else {
        bits |= 1u << (word - std::begin(kReasonWords));
      }
      at = end + 1;
    }
    out = bits;
    return true;
  }

  const SampleKind kind_;
  const std::span<const FieldDoc> docs_;
  const ReadLimits& limits_;
  JsonCheck& check_;
  DecodedBatch& batch_;
  const size_t first_;  // index of the first stream of this kind in batch_.streams
};

}  // namespace

bool ReadKind(SampleKind kind, JsonValue group, const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch) {
  return KindReader(kind, limits, check, batch).Read(group);
}

}  // namespace rtc_vitals
