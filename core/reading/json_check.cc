#include "core/reading/json_check.h"

#include <cmath>
#include <cstdio>

#include "core/base/utf8.h"

namespace rtc_vitals {
namespace {

constexpr size_t kLongestShown = 40;

}  // namespace

std::string ShowNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

std::string Show(JsonValue value) {
  if (value.type() == JsonType::kNumber) return ShowNumber(value.number());
  if (value.type() != JsonType::kString) return NameOf(value.type());
  std::string out = "\"";
  for (const char c : value.text().substr(0, kLongestShown)) out += c >= 0x20 && c < 0x7F ? c : '?';
  return out + (value.text().size() > kLongestShown ? "...\"" : "\"");
}

size_t CountCharacters(std::string_view utf8) {
  size_t count = 0;
  for (const char c : utf8) count += !IsContinuation(c);
  return count;
}

bool IsClean(std::string_view text, Charset charset) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (ControlAt(text.substr(i)) > 0) return false;
    if (charset == Charset::kAscii && static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

bool JsonCheck::Fail(std::string path, std::string why) {
  if (!error_) error_ = {std::move(path), std::move(why)};
  return false;
}

bool JsonCheck::Number(JsonValue value, double min, double max, double& out) {
  if (value.type() != JsonType::kNumber) return Fail(value, std::string("must be a number, got ") + NameOf(value.type()));
  const double number = value.number();
  if (number < min) return Fail(value, "must be a number >= " + ShowNumber(min) + ", got " + ShowNumber(number));
  if (number > max) return Fail(value, "must be a number <= " + ShowNumber(max) + ", got " + ShowNumber(number));
  out = number;
  return true;
}

bool JsonCheck::Integer(JsonValue value, double min, double max, double& out) {
  double number;
  if (!Number(value, min, max, number)) return false;
  if (number != std::floor(number)) return Fail(value, "must be a whole number, got " + ShowNumber(number));
  out = number;
  return true;
}

bool JsonCheck::Bool(JsonValue value, double& out) {
  if (value.type() != JsonType::kBool) return Fail(value, "must be true or false, got " + Show(value));
  out = value.number();
  return true;
}

bool JsonCheck::Text(JsonValue value, std::string& out, size_t longest) {
  if (value.type() == JsonType::kString && value.text().empty()) return Fail(value, "must not be empty");
  return TextOrEmpty(value, out, longest);
}

bool JsonCheck::TextOrEmpty(JsonValue value, std::string& out, size_t longest, Charset charset) {
  if (value.type() != JsonType::kString) return Fail(value, std::string("must be a string, got ") + NameOf(value.type()));
  const std::string& text = value.text();
  const size_t length = CountCharacters(text);
  if (length > longest) return Fail(value, "must have at most " + std::to_string(longest) + " characters, got " + std::to_string(length));
  if (!IsClean(text, charset)) {
    return Fail(value, std::string(charset == Charset::kAscii ? "must be printable ASCII" : "must not contain control characters") +
                           ", got " + Show(value));
  }
  out = text;
  return true;
}

bool JsonCheck::Array(JsonValue value) {
  if (value.type() == JsonType::kArray) return true;
  return Fail(value, "must be an array, got " + Show(value));
}

bool JsonCheck::Object(JsonValue value) {
  if (value.type() == JsonType::kObject) return true;
  return Fail(value, "must be an object, got " + Show(value));
}

bool JsonCheck::AtMost(JsonValue value, size_t max, const char* children) {
  if (value.size() <= max) return true;
  return Fail(value, "must have at most " + std::to_string(max) + " " + children + ", got " + std::to_string(value.size()));
}

bool JsonCheck::ConnectionIndex(JsonValue value, size_t count, int& out) {
  constexpr double kLargestIndex = 4294967295;
  double index;
  if (!Integer(value, 0, kLargestIndex, index)) return false;
  if (index >= static_cast<double>(count)) {
    return Fail(value, "must be an index into connections (" + std::to_string(count) + " of them), got " + Show(value));
  }
  out = static_cast<int>(index);
  return true;
}

bool JsonCheck::Member(JsonValue object, std::string_view name, JsonValue& out) {
  const JsonValue found = object.Find(name);
  if (!found) {
    const std::string path = object.Path();
    return Fail(path == "body" ? std::string(name) : path + "." + std::string(name), "is missing");
  }
  out = found;
  return true;
}

}  // namespace rtc_vitals
