#include "core/reading/json_text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace rtc_vitals {
namespace {

constexpr int kFewDecimals = 6;  // as many as JsonWriter::Number takes

void WriteLeaf(JsonValue value, JsonWriter& writer) {
  switch (value.type()) {
    case JsonType::kNull: return writer.Null();
    case JsonType::kBool: return writer.Bool(value.number() != 0);
    case JsonType::kNumber: return WriteExact(value.number(), writer);
    case JsonType::kString: return writer.String(value.text());
    case JsonType::kArray: return writer.BeginArray();
    case JsonType::kObject: return writer.BeginObject();
  }
}

struct Level {
  JsonValue::Iterator next;
  JsonValue::Iterator end;
  bool is_array;
};

}  // namespace

void WriteExact(double value, JsonWriter& writer) {
  constexpr double kLargest = 1e15;
  if (!std::isfinite(value)) return writer.Null();
  if (value == std::floor(value) && std::fabs(value) < kLargest) return writer.Integer(static_cast<std::int64_t>(value));
  // Most values have few decimals. The quotient is the double nearest to the decimal number, so if it is the value, its text is exact.
  double power = 1;
  for (int decimals = 1; decimals <= kFewDecimals; ++decimals) {
    power *= 10;
    const std::int64_t scaled = Scaled(value, decimals);
    if (scaled != kNoNumber && static_cast<double>(scaled) / power == value) return writer.Number(value, decimals);
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  if (std::strtod(text, nullptr) != value) std::snprintf(text, sizeof text, "%.17g", value);
  writer.Raw(text);
}

void WriteValue(JsonValue value, JsonWriter& writer) {
  std::vector<Level> open;
  const auto enter = [&](JsonValue at) {
    WriteLeaf(at, writer);
    const bool is_array = at.type() == JsonType::kArray;
    if (is_array || at.type() == JsonType::kObject) open.push_back({at.begin(), at.end(), is_array});
  };
  enter(value);
  while (!open.empty()) {
    Level& level = open.back();
    if (!(level.next != level.end)) {
      level.is_array ? writer.EndArray() : writer.EndObject();
      open.pop_back();
      continue;
    }
    const JsonValue child = *level.next;
    ++level.next;
    if (!level.is_array) writer.EscapedKey(child.key());
    enter(child);
  }
}

std::string TextOf(JsonValue value) {
  JsonWriter writer;
  WriteValue(value, writer);
  return writer.Take();
}

}  // namespace rtc_vitals
