// Writes the samples of one kind as columns, folded.
#ifndef RTC_VITALS_CORE_BATCH_COLUMN_WRITER_H_
#define RTC_VITALS_CORE_BATCH_COLUMN_WRITER_H_

#include <span>

#include "core/batch/json_writer.h"
#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// One stream's part of a batch.
struct Column {
  std::size_t connection;           // index in the batch's `connections`
  const StreamInfo* info;
  std::span<const double> values;   // one sample after the other
};

// Writes `"<kind>":{"streams":[…],"member":…,…}`. The kind `connection` has no `streams`, but one entry per connection of the batch,
// in order, which is null if the batch does not carry the connection's own samples.
void WriteColumns(SampleKind kind, const List<Column>& columns, std::size_t connections, const Labels& labels, JsonWriter& json);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_COLUMN_WRITER_H_
