// The module for Node: the session of the page, and the reading, validation, alerts and documentation of what pages send.
#include <emscripten/bind.h>

#include "core/dump/call_reader.h"
#include "core/freeze/alert_book.h"
#include "core/reading/decode_json.h"
#include "core/reading/describe_samples.h"
#include "core/reading/json_schema.h"
#include "wasm/session_binding.h"

namespace rtc_vitals {
namespace {

// `frozen`: 1, 0, or -1 for not known. Returns 0 for nothing, 1 opened, 2 resolved.
int Feed(AlertBook& book, const std::string& key, double t, int frozen) {
  const Picture picture = frozen < 0 ? Picture::kUnknown : frozen ? Picture::kFrozen : Picture::kLive;
  return static_cast<int>(book.Feed(key, t, picture));
}

std::string ReadLine(CallReader& reader, const std::string& line) { return reader.Read(line); }

std::string Decode(const std::string& text) { return DecodeBatchJson(text); }

EMSCRIPTEN_BINDINGS(rtc_vitals_node) {
  BindSession();
  emscripten::function("decodeBatch", &Decode);
  emscripten::function("describeSamples", &DescribeSamples);
  emscripten::function("batchJsonSchema", &BatchJsonSchema);
  emscripten::function("pointsJsonSchema", &PointsJsonSchema);
  emscripten::class_<AlertBook>("AlertBook")
      .constructor<>()
      .function("feed", &Feed)
      .function("restore", &AlertBook::Restore)
      .function("forget", &AlertBook::Forget);
  emscripten::class_<CallReader>("CallReader")
      .constructor<>()
      .function("read", &ReadLine)
      .function("samples", &CallReader::samples);
}

}  // namespace
}  // namespace rtc_vitals
