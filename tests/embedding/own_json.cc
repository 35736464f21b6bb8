// A program whose own JSON library throws (the default) keeps throwing when linked with the readers, which have the same library without
// exceptions.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/dump/call_reader.h"

int main() {
  rtc_vitals::CallReader call;
  const bool refused = !call.Read("{").empty();
  try {
    std::printf("%zu members were read, and nothing was thrown\n", nlohmann::json::parse("{").size());
  } catch (const nlohmann::json::parse_error&) {
    return refused ? 0 : 1;
  }
  return 1;
}
