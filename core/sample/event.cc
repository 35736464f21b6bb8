#include "core/sample/event.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

const EventValue* Find(const Event& event, std::string_view key) {
  const auto value = std::find_if(event.values.begin(), event.values.end(), [&](const EventValue& v) { return v.key == key; });
  return value == event.values.end() ? nullptr : value;
}

}  // namespace

void EventValues::Add(const char* key, double number, int decimals) {
  if (IsKnown(number)) push_back({.key = key, .number = number, .decimals = decimals});
}

void EventValues::Add(const char* key, std::string_view text) {
  if (!text.empty()) push_back({.key = key, .text = text});
}

std::string_view TextOf(const Event& event, std::string_view key) {
  const EventValue* value = Find(event, key);
  return value ? std::string_view(value->text) : std::string_view();
}

double NumberOf(const Event& event, std::string_view key) {
  const EventValue* value = Find(event, key);
  return value ? value->number : kUnknown;
}

}  // namespace rtc_vitals
