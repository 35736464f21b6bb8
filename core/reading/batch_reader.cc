#include "core/reading/batch_reader.h"

#include <algorithm>

#include "core/reading/event_reader.h"
#include "core/reading/json_check.h"
#include "core/reading/points_reader.h"
#include "core/reading/sample_reader.h"

namespace rtc_vitals {
namespace {

class BatchReader {
 public:
  BatchReader(const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch) : limits_(limits), check_(check), batch_(batch) {}

  bool Read(JsonValue root) {
    if (!Schema(root) || !Header(root)) return false;
    if (!Tags(root.Find("tags")) || !Lost(root.Find("lost")) || !Connections(root)) return false;
    for (int i = 0; i < kSampleKindCount; ++i) {
      const auto kind = static_cast<SampleKind>(i);
      if (!ReadKind(kind, root.Find(InfoOf(kind).name), limits_, check_, batch_)) return false;
    }
    if (!ReadEvents(root.Find("events"), check_, batch_)) return false;
    CountUnknown(root);
    return HasContent() || check_.Fail("connections", "must contain at least one sample if there are no events: the batch is empty");
  }

 private:
  // Samples, events, a loss, or the end of the epoch.
  bool HasContent() const {
    const auto has_polls = [](const DecodedConnection& connection) { return !connection.t.empty(); };
    return !batch_.events.empty() || batch_.lost_samples > 0 || batch_.lost_batches > 0 || batch_.flush == "stop" ||
           std::any_of(batch_.connections.begin(), batch_.connections.end(), has_polls);
  }

  bool Schema(JsonValue root) {
    JsonValue schema;
    std::string name;
    if (!check_.Member(root, "schema", schema) || !check_.Text(schema, name)) return false;
    if (name == kBatchSchema) return true;
    return check_.Fail(schema, "must be \"" + std::string(kBatchSchema) + "\", got " + Show(schema));
  }

  bool Header(JsonValue root) {
    JsonValue value;
    if (!check_.Member(root, "sessionId", value) || !check_.Text(value, batch_.session_id)) return false;
    if (!check_.Member(root, "epoch", value) || !check_.Integer(value, 0, kLargestUint32, batch_.epoch)) return false;
    if (!check_.Member(root, "seq", value) || !check_.Integer(value, 0, kLargestInteger, batch_.seq)) return false;
    if (!check_.Member(root, "sentAt", value) || !check_.Number(value, 0, kLatestTime, batch_.sent_at)) return false;
    if (const JsonValue flush = root.Find("flush"); flush && !check_.Text(flush, batch_.flush)) return false;
    const JsonValue token = root.Find("token");
    if (!token || token.type() == JsonType::kNull) return true;
    return check_.Text(token, batch_.token.emplace(), JsonCheck::kLongestToken);
  }

  bool Tags(JsonValue tags) {
    if (!tags) return true;
    if (!check_.Object(tags) || !check_.AtMost(tags, limits_.tags, "members")) return false;
    for (const JsonValue tag : tags) {
      std::string text;
      const std::string& key = tag.key();
      if (key.empty() || CountCharacters(key) > JsonCheck::kLongestWord || !IsClean(key, Charset::kAny)) {
        return check_.Fail(
            tag, "must have a name of 1 to " + std::to_string(JsonCheck::kLongestWord) + " characters without control characters");
      }
      if (!check_.TextOrEmpty(tag, text)) return false;
      batch_.tags.emplace_back(key, std::move(text));
    }
    return true;
  }

  bool Lost(JsonValue lost) {
    if (!lost) return true;
    if (!check_.Object(lost)) return false;
    for (const JsonValue member : lost) {
      if (member.key() == "samples") {
        if (!check_.Integer(member, 0, kLargestInteger, batch_.lost_samples)) return false;
      } else if (member.key() == "batches") {
        if (!check_.Integer(member, 0, kLargestInteger, batch_.lost_batches)) return false;
      } else {
        ++batch_.unknown_members;
      }
    }
    return true;
  }

  bool Connections(JsonValue root) {
    JsonValue list;
    if (!check_.Member(root, "connections", list) || !check_.Array(list) || !check_.AtMost(list, limits_.connections)) return false;
    for (const JsonValue entry : list) {
      DecodedConnection connection;
      if (!Connection(entry, connection)) return false;
      batch_.connections.push_back(std::move(connection));
    }
    for (const JsonValue entry : list) {
      const JsonValue id = entry.Find("id");
      const auto same = [&](const DecodedConnection& connection) { return connection.id == id.text(); };
      if (std::count_if(batch_.connections.begin(), batch_.connections.end(), same) > 1) {
        return check_.Fail(id, "must be unique, " + Show(id) + " appears twice");
      }
    }
    return true;
  }

  bool Connection(JsonValue entry, DecodedConnection& out) {
    JsonValue value;
    if (!check_.Object(entry) || !check_.Member(entry, "id", value) || !check_.Text(value, out.id)) return false;
    if (!check_.Member(entry, "t", value) || !check_.Array(value) || !check_.AtMost(value, limits_.polls)) return false;
    for (const JsonValue item : value) {
      double t;
      if (!check_.Number(item, 0, kLatestTime, t)) return false;
      out.t.push_back(t);
    }
    for (const JsonValue member : entry) batch_.unknown_members += member.key() != "id" && member.key() != "t";
    return true;
  }

  void CountUnknown(JsonValue root) {
    constexpr std::string_view kKnown[] = {"schema", "sessionId", "epoch",       "seq",    "sentAt", "token",
                                           "tags",   "lost",      "connections", "events", "flush"};
    for (const JsonValue member : root) {
      bool known = std::find(std::begin(kKnown), std::end(kKnown), member.key()) != std::end(kKnown);
      for (int i = 0; i < kSampleKindCount; ++i) known = known || member.key() == InfoOf(static_cast<SampleKind>(i)).name;
      batch_.unknown_members += !known;
    }
  }

  const ReadLimits& limits_;
  JsonCheck& check_;
  DecodedBatch& batch_;
};

}  // namespace

ReadError ReadBatchText(std::string_view text, const ReadLimits& limits, DecodedBatch& batch) {
  batch = DecodedBatch();
  JsonTape tape;
  if (ReadError error = tape.Read(text, limits.json)) return error;
  JsonCheck check;
  const JsonValue root = tape.root();
  if (check.Object(root)) {
    const bool is_points = !root.Find("schema") && root.Find("metrics");
    batch.format = is_points ? BatchFormat::kPoints : BatchFormat::kRtcVitals1;
    is_points ? ReadPoints(root, limits, check, batch) : BatchReader(limits, check, batch).Read(root);
  }
  return check.TakeError();
}

}  // namespace rtc_vitals
