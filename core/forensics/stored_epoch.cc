#include "core/forensics/stored_epoch.h"

#include "core/reading/batch_reader.h"
#include "core/reading/decode_json.h"

namespace rtc_vitals {

StoredEpoch::StoredEpoch(std::string_view members) : columns_(members) { events_.BeginArray(); }

std::string StoredEpoch::AddBatch(const std::string& text) {
  ReadBatch batch;
  if (const ReadError error = ReadBatchText(text, ReadLimits(), batch)) return error.path + ": " + error.why;
  columns_.Add(batch);
  verdict_.Add(batch);
  WriteEvents(batch, events_);
  return {};
}

std::string StoredEpoch::StreamsJson(double epoch, double offset) const {
  JsonWriter writer;
  writer.BeginArray();
  columns_.Write(epoch, offset, writer);
  writer.EndArray();
  return writer.Take();
}

std::string StoredEpoch::EventsJson() {
  events_.EndArray();
  return events_.Take();
}

}  // namespace rtc_vitals
