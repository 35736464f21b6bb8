// Reads a body that a page sent: the wire schema `rtc-vitals/1`, or the plain points form.
#ifndef RTC_VITALS_CORE_READING_BATCH_READER_H_
#define RTC_VITALS_CORE_READING_BATCH_READER_H_

#include <string_view>

#include "core/reading/decoded_batch.h"
#include "core/reading/json_tape.h"
#include "core/reading/read_error.h"

namespace rtc_vitals {

// How much one body may hold. A scalar stands for every sample of every stream, so without limits a small text could unfold into gigabytes.
struct ReadLimits {
  JsonLimits json;
  size_t connections = 1000;
  size_t polls = 10000;    // of one connection
  size_t samples = 4000;   // all polls of all streams; 200 streams in batches of 10 are 2,000
  size_t tags = 32;
};

inline constexpr std::string_view kBatchSchema = "rtc-vitals/1";

// The largest time value of a JavaScript Date (ECMA-262, time values), ms.
inline constexpr double kLatestTime = 8.64e15;
inline constexpr double kLargestInteger = 9007199254740991;  // 2^53 - 1: up to here a double holds every integer
inline constexpr double kLargestUint32 = 4294967295;

// Reads the untrusted `text` into `batch`. The result is either a batch that satisfies the schema (types, ranges, matching lengths, unique
// ids) or one error. Unknown members are ignored and counted. Clocks are not checked.
ReadError ReadBatchText(std::string_view text, const ReadLimits& limits, DecodedBatch& batch);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_BATCH_READER_H_
