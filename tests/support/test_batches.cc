#include "tests/support/test_batches.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/reading/batch_reader.h"
#include "core/reading/json_schema.h"
#include "tests/reading/schema_check.h"

namespace rtc_vitals {

std::string Sent(const BatchText& batch, double sent_at) {
  JsonWriter number;
  number.Number(sent_at, 0);
  std::string text = batch.json;
  if (batch.sent_at > 0) text.insert(batch.sent_at, number.text());
  return text;
}

DecodedBatch ReadValid(const std::string& json) {
  DecodedBatch batch;
  const ReadError error = ReadBatchText(json, ReadLimits(), batch);
  EXPECT_EQ(error.path + error.why, "") << json;
  return batch;
}

std::string Fault(const std::string& json) {
  DecodedBatch batch;
  const ReadError error = ReadBatchText(json, ReadLimits(), batch);
  return error.path + ": " + error.why;
}

DecodedBatch MustRead(const std::string& json) {
  static const std::string schemas[] = {BatchJsonSchema(), PointsJsonSchema()};
  const DecodedBatch batch = ReadValid(json);
  EXPECT_EQ(batch.unknown_members, 0) << json;
  EXPECT_EQ(SchemaFault(schemas[batch.format == BatchFormat::kPoints], json), "") << json;
  EXPECT_TRUE(std::all_of(json.begin(), json.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << json;
  return batch;
}

std::vector<DecodedBatch> TakeBatches(Session& session, Session::Flush flush, std::size_t max_bytes) {
  std::vector<DecodedBatch> batches;
  for (BatchText text = session.NextBatch(flush); !text.json.empty(); text = session.NextBatch(flush)) {
    EXPECT_LE(text.json.size(), max_bytes);
    batches.push_back(MustRead(Sent(text)));
  }
  return batches;
}

const DecodedStream* StreamOf(const DecodedBatch& batch, std::string_view id) {
  for (const DecodedStream& stream : batch.streams) {
    if (stream.id == id) return &stream;
  }
  return nullptr;
}

double ValueAt(const DecodedStream& stream, std::string_view member, std::size_t poll) {
  const auto fields = InfoOf(stream.kind).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == member) return stream.At(poll)[i];
  }
  ADD_FAILURE() << "no member " << member << " in " << InfoOf(stream.kind).name;
  return kUnknown;
}

}  // namespace rtc_vitals
