#include "core/forensics/stored_epoch.h"

#include <utility>

#include "core/reading/batch_reader.h"
#include "core/reading/decode_json.h"

namespace rtc_vitals {

StoredEpoch::StoredEpoch(std::string members, double from, double to, double points)
    : columns_({.members = std::move(members), .from = from, .to = to, .points = points}) {
  events_.BeginArray();
}

std::string StoredEpoch::AddBatch(const std::string& text) {
  DecodedBatch batch;
  if (const ReadError error = ReadBatchText(text, ReadLimits(), batch)) return error.path + ": " + error.why;
  columns_.Add(batch);
  verdict_.Add(batch);
  WriteEvents(batch, events_);
  return {};
}

std::string StoredEpoch::StreamJson(double index, double epoch, double offset) const {
  JsonWriter writer;
  columns_.Write(static_cast<std::size_t>(index), epoch, offset, writer);
  return writer.Take();
}

}  // namespace rtc_vitals
