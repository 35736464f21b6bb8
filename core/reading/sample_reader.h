// The column-wise part of a batch: the streams of one kind and their members, unfolded.
#ifndef RTC_VITALS_CORE_READING_SAMPLE_READER_H_
#define RTC_VITALS_CORE_READING_SAMPLE_READER_H_

#include "core/reading/batch_reader.h"
#include "core/reading/decoded_batch.h"
#include "core/reading/json_check.h"

namespace rtc_vitals {

// Reads the group of `kind` into batch.streams; `group` is no value if the batch has none. Call it when batch.connections is complete.
bool ReadKind(SampleKind kind, JsonValue group, const ReadLimits& limits, JsonCheck& check, DecodedBatch& batch);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_SAMPLE_READER_H_
