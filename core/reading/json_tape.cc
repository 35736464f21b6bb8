#include "core/reading/json_tape.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace rtc_vitals {
namespace {

constexpr size_t kLongestKeyInPath = 40;

// A key as part of a path: one line of printable ASCII, other bytes replaced.
std::string Printable(std::string_view key) {
  std::string out;
  for (const char c : key.substr(0, kLongestKeyInPath)) out += c >= 0x20 && c < 0x7F ? c : '?';
  if (key.size() > kLongestKeyInPath) out += "...";
  return out;
}

}  // namespace

// nlohmann's SAX handler. Returning false from a callback ends the parse.
class TapeBuilder {
 public:
  using Json = nlohmann::json;

  TapeBuilder(JsonTape& tape, size_t size, const JsonLimits& limits) : nodes_(tape.nodes_), tape_(tape), size_(size), limits_(limits) {}

  bool null() { return Leaf(JsonType::kNull, 0); }
  bool boolean(bool value) { return Leaf(JsonType::kBool, value ? 1 : 0); }
  bool number_integer(Json::number_integer_t value) { return Leaf(JsonType::kNumber, static_cast<double>(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return Leaf(JsonType::kNumber, static_cast<double>(value)); }
  bool number_float(Json::number_float_t value, const Json::string_t&) { return Leaf(JsonType::kNumber, value); }
  bool string(Json::string_t& value) {
    Leaf(JsonType::kString, 0);
    nodes_.back().text = tape_.AddText(value);
    return true;
  }
  bool binary(Json::binary_t&) { return false; }  // exists in binary formats only
  bool key(Json::string_t& value) {
    key_ = tape_.AddText(value);
    return true;
  }
  bool start_object(size_t) { return Open(JsonType::kObject); }
  bool start_array(size_t) { return Open(JsonType::kArray); }
  bool end_object() { return UniqueKeys() && Close(); }
  bool end_array() { return Close(); }

  bool parse_error(size_t position, const std::string&, const Json::exception& fault) {
    constexpr int kNumberOverflow = 406;
    error_.path = "body";
    if (position > size_) {
      error_.why = "is truncated: the JSON text ends after byte " + std::to_string(size_);
    } else {
      error_.why = fault.id == kNumberOverflow ? "contains a number that is too large" : "is not JSON";
      error_.why += ", at byte " + std::to_string(position);
    }
    return false;
  }

  ReadError TakeError() { return std::move(error_); }

 private:
  bool Leaf(JsonType type, double number) {
    if (!open_.empty()) ++nodes_[open_.back()].count;
    nodes_.push_back({type, static_cast<std::uint32_t>(nodes_.size() + 1), 0, number, std::exchange(key_, 0), 0});
    return true;
  }

  bool Open(JsonType type) {
    if (static_cast<int>(open_.size()) == limits_.depth) {
      return Fail("body", "is nested deeper than " + std::to_string(limits_.depth) + " levels");
    }
    Leaf(type, 0);
    open_.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
    return true;
  }

  bool Close() {
    nodes_[open_.back()].end = static_cast<std::uint32_t>(nodes_.size());
    open_.pop_back();
    return true;
  }

  bool UniqueKeys() {
    keys_.clear();
    const std::uint32_t object = open_.back();
    for (std::uint32_t i = object + 1; i < nodes_.size(); i = nodes_[i].end) keys_.push_back(tape_.texts_[nodes_[i].key]);
    std::sort(keys_.begin(), keys_.end());
    const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
    if (twice == keys_.end()) return true;
    for (const std::uint32_t i : open_) nodes_[i].end = static_cast<std::uint32_t>(nodes_.size());  // Path() needs the ends
    return Fail(JsonValue(&tape_, object).Path(), "has the member \"" + Printable(*twice) + "\" twice");
  }

  bool Fail(std::string path, std::string why) {
    error_ = {std::move(path), std::move(why)};
    return false;
  }

  std::vector<JsonTape::Node>& nodes_;
  JsonTape& tape_;
  const size_t size_;  // of the text
  const JsonLimits limits_;
  std::vector<std::uint32_t> open_;     // the arrays and objects around the next value
  std::vector<std::string_view> keys_;  // of the object being closed; a member to reuse its capacity
  std::uint32_t key_ = 0;  // of the next value
  ReadError error_;
};

const char* NameOf(JsonType type) {
  constexpr const char* kNames[] = {"null", "a boolean", "a number", "a string", "an array", "an object"};
  return kNames[static_cast<int>(type)];
}

JsonType JsonValue::type() const { return tape_->nodes_[index_].type; }
const std::string& JsonValue::key() const { return tape_->texts_[tape_->nodes_[index_].key]; }
const std::string& JsonValue::text() const { return tape_->texts_[tape_->nodes_[index_].text]; }
double JsonValue::number() const { return tape_->nodes_[index_].number; }
size_t JsonValue::size() const { return tape_->nodes_[index_].count; }
JsonValue::Iterator JsonValue::end() const { return {tape_, tape_->nodes_[index_].end}; }

JsonValue::Iterator& JsonValue::Iterator::operator++() {
  index_ = tape_->nodes_[index_].end;
  return *this;
}

JsonValue JsonValue::Find(std::string_view key) const {
  for (const JsonValue child : *this) {
    if (child.key() == key) return child;
  }
  return {};
}

std::string JsonValue::Path() const {
  std::string path;
  JsonValue around(tape_, 0);
  while (around.index_ != index_) {
    size_t position = 0;
    JsonValue inner = *around.begin();
    for (const JsonValue child : around) {
      inner = child;
      if (index_ < tape_->nodes_[child.index_].end) break;
      ++position;
    }
    if (around.type() == JsonType::kArray) {
      path += "[" + std::to_string(position) + "]";
    } else {
      path += (path.empty() ? "" : ".") + Printable(inner.key());
    }
    around = inner;
  }
  return path.empty() ? "body" : path;
}

std::uint32_t JsonTape::AddText(std::string& text) {
  if (text.empty()) return 0;
  texts_.push_back(std::move(text));
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

ReadError JsonTape::Read(std::string_view text, const JsonLimits& limits) {
  nodes_.clear();
  texts_.assign(1, {});
  if (text.empty()) return {"body", "is empty"};
  if (text.size() > limits.bytes) {
    return {"body", "must have at most " + std::to_string(limits.bytes) + " bytes, got " + std::to_string(text.size())};
  }
  constexpr std::size_t kBytesPerValue = 6;  // of a column of numbers
  nodes_.reserve(text.size() / kBytesPerValue);
  TapeBuilder builder(*this, text.size(), limits);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return {};
  ReadError error = builder.TakeError();
  nodes_.clear();
  return error;
}

}  // namespace rtc_vitals
