// Writes samples and events as a batch in schema rtc-vitals/1.
//
// Column-wise: a member's name stands once per batch. A member is one scalar when it is the same for every stream and sample, else one entry per
// stream, itself a scalar or one value per sample; null is unknown then, a missing member is unknown throughout.
#ifndef RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
#define RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_

#include <cstdint>

#include "core/batch/batch_part.h"
#include "core/batch/json_writer.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// What is the same in every batch of an agent.
struct BatchHeader {
  struct Tag {
    TextBuffer key, value;  // an empty value: it was taken away
  };
  TextBuffer session_id;
  std::uint32_t epoch = 0;
  TextBuffer token;  // empty: none
  List<Tag> tags;
  std::int64_t lost_samples = 0;  // since the epoch began
  std::int64_t lost_batches = 0;
};

struct BatchText {
  TextBuffer json;          // ASCII
  std::size_t sent_at = 0;  // where the number of sentAt is to be inserted
};

BatchText WriteBatch(const BatchHeader& header, std::uint32_t seq, std::string_view flush, const SampleWindow& window, const BatchPart& part,
                     const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
