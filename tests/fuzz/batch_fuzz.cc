// Any body yields either an error of one line, or a batch that can be decoded and concluded on.
#include <cstdlib>

#include "core/forensics/call_verdict.h"
#include "core/reading/batch_reader.h"
#include "core/reading/decode_json.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

bool IsLine(std::string_view text) {
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E) return false;
  }
  return true;
}

// The invariants of a batch, whatever its text.
void CheckBatch(const rtc_vitals::DecodedBatch& batch) {
  for (const rtc_vitals::DecodedStream& stream : batch.streams) {
    Require(static_cast<size_t>(stream.connection) < batch.connections.size());
    Require(stream.values.size() == batch.connections[static_cast<size_t>(stream.connection)].t.size() * stream.width());
  }
  for (const rtc_vitals::DecodedEvent& event : batch.events) Require(event.connection < static_cast<int>(batch.connections.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  rtc_vitals::DecodedBatch batch;
  const rtc_vitals::ReadError error = rtc_vitals::ReadBatchText(text, rtc_vitals::ReadLimits(), batch);
  const std::string decoded = rtc_vitals::DecodeBatchJson(text);
  Require(IsLine(decoded));
  if (error) {
    Require(IsLine(error.path) && IsLine(error.why) && !error.path.empty());
    Require(decoded.starts_with("{\"ok\":false,"));
    return 0;
  }
  Require(decoded.starts_with("{\"ok\":true,"));
  CheckBatch(batch);
  rtc_vitals::JsonTape tape;
  Require(!tape.Read(decoded, {.bytes = decoded.size(), .depth = 32}));
  rtc_vitals::CallVerdict verdict;
  verdict.Add(batch);
  const std::string concluded = verdict.ConnectionsJson();
  Require(IsLine(concluded) && !tape.Read(concluded, {.bytes = concluded.size(), .depth = 32}));
  return 0;
}
