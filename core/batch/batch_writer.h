// Writes samples and events as a batch in schema rtc-vitals/1.
//
// By column: a member's name appears once per kind. A member is a scalar if it is the same for every stream and sample, else a list with
// one entry per stream: a scalar, or a list with one value per sample. null is an unknown value; a member that is missing is unknown
// throughout.
#ifndef RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
#define RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_

#include <cstdint>

#include "core/batch/batch_part.h"
#include "core/batch/json_writer.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// The header of an agent's batches.
struct BatchHeader {
  struct Tag {
    TextBuffer key, value;  // an empty value: the tag was removed
  };
  TextBuffer session_id;
  std::uint32_t epoch = 0;
  TextBuffer token;  // empty: none
  List<Tag> tags;
  std::int64_t lost_samples = 0;  // both since the epoch began
  std::int64_t lost_batches = 0;
};

struct BatchText {
  TextBuffer json;          // ASCII
  std::size_t sent_at = 0;  // offset at which to insert the number of sentAt
};

BatchText WriteBatch(const BatchHeader& header, std::uint32_t seq, std::string_view flush, const SampleWindow& window,
                     const BatchPart& part, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
