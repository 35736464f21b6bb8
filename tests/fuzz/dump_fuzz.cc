// Whatever stands in a file that begins as a dump of chrome://webrtc-internals: polls come out of it, or the reason why not.
#include <cstdlib>
#include <string_view>

#include "core/dump/call_reader.h"
#include "core/reading/json_tape.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  rtc_vitals::CallReader reader;
  if (!reader.Open({reinterpret_cast<const char*>(data), size}).empty()) return 0;
  while (reader.Next()) {
    std::string_view samples = reader.samples();
    while (!samples.empty()) {
      const size_t line = samples.find('\n');
      rtc_vitals::JsonTape tape;
      if (line == std::string_view::npos || tape.Read(samples.substr(0, line), rtc_vitals::JsonLimits())) std::abort();
      samples.remove_prefix(line + 1);
    }
  }
  reader.Finish();
  return 0;
}
