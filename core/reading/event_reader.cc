#include "core/reading/event_reader.h"

#include "core/reading/batch_reader.h"
#include "core/reading/json_text.h"

namespace rtc_vitals {
namespace {

class EventReader {
 public:
  EventReader(JsonCheck& check, DecodedBatch& batch) : check_(check), batch_(batch) {}

  bool Read(JsonValue entry, DecodedEvent& out) {
    JsonValue required;
    if (!check_.Object(entry)) return false;
    if (!check_.Member(entry, "t", required) || !check_.Number(required, 0, kLatestTime, out.t)) return false;
    if (!check_.Member(entry, "type", required) || !check_.Text(required, out.type)) return false;
    for (const JsonValue member : entry) {
      if (!Member(member, out)) return false;
    }
    return true;
  }

 private:
  bool Member(JsonValue member, DecodedEvent& out) {
    const std::string& key = member.key();
    if (key == "t" || key == "type" || member.type() == JsonType::kNull) return true;
    if (key == "phase") return check_.Text(member, out.phase);
    if (key == "stream") return check_.Text(member, out.stream);
    if (key == "connection") return check_.ConnectionIndex(member, batch_.connections.size(), out.connection);
    if (!CleanKey(member)) return false;
    if (key == "evidence" && !Evidence(member)) return false;
    if (member.type() == JsonType::kString) {
      std::string text;
      if (!check_.TextOrEmpty(member, text, JsonCheck::kLongestEventText)) return false;
    }
    const bool nested = member.type() == JsonType::kArray || member.type() == JsonType::kObject;
    if (nested && key != "evidence" && key != "data") {
      ++batch_.unknown_members;
    } else {
      out.members.emplace_back(key, TextOf(member));
    }
    return true;
  }

  bool Evidence(JsonValue evidence) {
    if (!check_.Object(evidence)) return false;
    for (const JsonValue item : evidence) {
      const JsonType type = item.type();
      if (type != JsonType::kNumber && type != JsonType::kBool && type != JsonType::kNull) {
        return check_.Fail(item, std::string("must be a number or a boolean, got ") + NameOf(type));
      }
      if (!CleanKey(item)) return false;
    }
    return true;
  }

  bool CleanKey(JsonValue member) {
    if (member.key().size() <= JsonCheck::kLongestWord && IsClean(member.key(), Charset::kAny)) return true;
    return check_.Fail(member, "has a name that is too long or contains control characters");
  }

  JsonCheck& check_;
  DecodedBatch& batch_;
};

}  // namespace

bool ReadEvents(JsonValue list, JsonCheck& check, DecodedBatch& batch) {
  if (!list) return true;
  if (!check.Array(list)) return false;
  EventReader reader(check, batch);
  for (const JsonValue entry : list) {
    DecodedEvent event;
    if (!reader.Read(entry, event)) return false;
    batch.events.push_back(std::move(event));
  }
  return true;
}

}  // namespace rtc_vitals
