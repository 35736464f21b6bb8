// Writes samples and events as a batch in schema rtc-vitals/1.
//
// Column-wise: a member's name stands once per batch. A member is one scalar when it is the same for every stream and sample, else one entry per
// stream, itself a scalar or one value per sample; null is unknown then, a missing member is unknown throughout.
#ifndef RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
#define RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/batch/json_writer.h"
#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// What is the same in every batch of an agent.
struct BatchHeader {
  std::string session_id;
  std::uint32_t epoch = 0;
  std::string token;  // empty: none
  std::vector<std::pair<std::string, std::string>> tags;
  std::int64_t lost_samples = 0;  // since the epoch began
  std::int64_t lost_batches = 0;
};

// The part of a window that one batch carries. Indices into the window; a connection's part is some of its series over some of its samples.
struct BatchPart {
  struct Connection {
    std::size_t index;
    std::size_t first_series, end_series;
    std::size_t first_sample, end_sample;
  };
  std::vector<Connection> connections;
  std::size_t first_event = 0, end_event = 0;

  int samples(const SampleWindow& window) const;  // polls of connections: what is lost if the batch is
};

// The whole window as one part.
BatchPart WholeOf(const SampleWindow& window);
// Halves a part that is too large: by connection, then stream, then sample, then event. False when nothing is left to halve.
bool Halve(const BatchPart& part, BatchPart& first, BatchPart& second);

struct BatchText {
  std::string json;          // ASCII
  std::size_t sent_at = 0;   // where the number of sentAt is to be inserted
};

BatchText WriteBatch(const BatchHeader& header, std::uint32_t seq, std::string_view flush, const SampleWindow& window, const BatchPart& part,
                     const Labels& labels);

// One value of a sample: a number as its field rounds it, a truth, a word.
void WriteValue(const SampleField& field, double value, const Labels& labels, JsonWriter& json);
// The members of an event after `connection` (which a batch gives as index, a live event by name).
void WriteEvent(const Event& event, JsonWriter& json);
// `"<key>":"<stats id>","ssrc":…,…` of a stream.
void WriteStreamInfo(std::string_view key, const StreamInfo& info, JsonWriter& json);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_BATCH_WRITER_H_
