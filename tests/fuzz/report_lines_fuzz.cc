// Any file offered as a recorded call: lines are used or rejected with a reason, and samples are JSON.
#include <algorithm>
#include <string_view>

#include "core/dump/call_reader.h"
#include "tests/fuzz/sample_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  rtc_vitals::CallReader reader;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    reader.Read(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    CheckSampleLines(reader.samples());
  }
  return 0;
}
