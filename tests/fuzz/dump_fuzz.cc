// Any file that begins like a dump of chrome://webrtc-internals yields polls, or the reason why not.
#include "core/dump/call_reader.h"
#include "tests/fuzz/sample_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  rtc_vitals::CallReader reader;
  if (!reader.Open({reinterpret_cast<const char*>(data), size}).empty()) return 0;
  while (reader.Next()) CheckSampleLines(reader.samples());
  reader.Finish();
  return 0;
}
