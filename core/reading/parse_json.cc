#include "core/reading/parse_json.h"

namespace rtc_vitals {
namespace {

constexpr int kMaxDepth = 64;

bool IsShallow(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return false;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return true;
}

}  // namespace

nlohmann::json ParseJson(std::string_view text) {
  if (!IsShallow(text)) return nlohmann::json(nlohmann::json::value_t::discarded);
  return nlohmann::json::parse(text, nullptr, false);
}

std::string InnerText(const nlohmann::json& value) {
  if (!value.is_string()) return {};
  const std::string& text = value.get_ref<const std::string&>();
  const nlohmann::json inner = ParseJson(text);
  return inner.is_string() ? inner.get<std::string>() : text;
}

}  // namespace rtc_vitals
