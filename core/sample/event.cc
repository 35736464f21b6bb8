#include "core/sample/event.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

const EventValue* Find(const Event& event, std::string_view key) {
  const auto value = std::find_if(event.values.begin(), event.values.end(), [&](const EventValue& v) { return v.key == key; });
  return value == event.values.end() ? nullptr : value;
}

}  // namespace

std::string_view TextOf(const Event& event, std::string_view key) {
  const EventValue* value = Find(event, key);
  return value ? std::string_view(value->text) : std::string_view();
}

double NumberOf(const Event& event, std::string_view key) {
  const EventValue* value = Find(event, key);
  return value ? value->number : kUnknown;
}

}  // namespace rtc_vitals
