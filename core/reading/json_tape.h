// An untrusted JSON text as a flat list of its values.
#ifndef RTC_VITALS_CORE_READING_JSON_TAPE_H_
#define RTC_VITALS_CORE_READING_JSON_TAPE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/reading/read_error.h"

namespace rtc_vitals {

enum class JsonType : std::uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

// "null", "a string", ...: for error texts.
const char* NameOf(JsonType type);

class JsonTape;

// One value of a tape; default-constructed: no value. Cheap to copy, valid as long as the tape.
class JsonValue {
 public:
  JsonValue() = default;
  JsonValue(const JsonTape* tape, std::uint32_t index) : tape_(tape), index_(index) {}

  explicit operator bool() const { return tape_ != nullptr; }
  bool operator==(const JsonValue& other) const = default;

  JsonType type() const;
  const std::string& key() const;   // members of an object; else empty
  const std::string& text() const;  // kString
  double number() const;            // kNumber, finite; kBool: 0 or 1
  size_t size() const;              // kArray, kObject: number of children

  // The member `key` of an object, or no value. Linear time.
  JsonValue Find(std::string_view key) const;

  // Its path: `connections[0].t[2]`; `body` for the root.
  std::string Path() const;

  // The children, in the order of the text.
  class Iterator {
   public:
    Iterator(const JsonTape* tape, std::uint32_t index) : tape_(tape), index_(index) {}
    JsonValue operator*() const { return {tape_, index_}; }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const JsonTape* tape_;
    std::uint32_t index_;
  };
  Iterator begin() const { return {tape_, index_ + 1}; }
  Iterator end() const;

 private:
  const JsonTape* tape_ = nullptr;
  std::uint32_t index_ = 0;
};

struct JsonLimits {
  size_t bytes = 65536;  // one beacon (Fetch standard: 64 KiB of keepalive bodies in flight)
  int depth = 16;        // the schema nests 4 deep; an event's `data` may nest further
};

// Owns the values of one text. Every value precedes its children, so neither reading nor walking recurses.
class JsonTape {
 public:
  // Reads `text`: one JSON value (RFC 8259) in UTF-8, without duplicate keys, within the limits. On an error the tape is empty.
  ReadError Read(std::string_view text, const JsonLimits& limits);

  // The root value; no value after an error.
  JsonValue root() const { return nodes_.empty() ? JsonValue() : JsonValue(this, 0); }

 private:
  friend class JsonValue;
  friend class TapeBuilder;
  struct Node {
    JsonType type;
    std::uint32_t end;    // index after its last descendant
    std::uint32_t count;  // number of children
    double number;
    std::uint32_t key;    // index into texts_, whose first entry is empty
    std::uint32_t text;
  };
  std::uint32_t AddText(std::string& text);

  std::vector<Node> nodes_;
  std::vector<std::string> texts_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_JSON_TAPE_H_
