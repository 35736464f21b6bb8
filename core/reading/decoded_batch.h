// A batch after reading: validated, unfolded, in plain structs.
#ifndef RTC_VITALS_CORE_READING_DECODED_BATCH_H_
#define RTC_VITALS_CORE_READING_DECODED_BATCH_H_

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/unknown.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

enum class BatchFormat { kRtcVitals1, kPoints };

struct DecodedConnection {
  std::string id;
  std::vector<double> t;  // wall clock of each poll, epoch ms
};

using TextMember = std::pair<std::string, std::string>;  // name, value

// One stream of a connection, or the connection itself (kind `connection`, empty id), which every connection has exactly once.
struct DecodedStream {
  SampleKind kind = SampleKind::connection;
  int connection = 0;       // index into DecodedBatch::connections
  std::string id;           // stats id
  double ssrc = kUnknown;
  std::string mid;          // empty: unknown; likewise rid and codec
  std::string rid;
  std::string codec;
  std::vector<TextMember> label;
  // One row per poll of the connection, with the members in the order of sample_fields.def. A WORD is an index into DecodedBatch::words,
  // WORDS is a set of Reason bits.
  std::vector<double> values;

  size_t width() const { return InfoOf(kind).fields.size(); }
  std::span<const double> At(size_t poll) const { return std::span(values).subspan(poll * width(), width()); }
};

struct DecodedEvent {
  double t = 0;
  std::string type;
  std::string phase;     // empty: none
  int connection = -1;   // index into DecodedBatch::connections; -1: the page as a whole
  std::string stream;    // empty: none
  // Its other members, as JSON: scalars, `evidence` (an object of numbers and booleans) and `data` (from the page's own code).
  std::vector<TextMember> members;
};

struct DecodedBatch {
  BatchFormat format = BatchFormat::kRtcVitals1;
  std::string session_id;
  double epoch = kUnknown;    // unknown in points; likewise seq and sent_at
  double seq = kUnknown;
  double sent_at = kUnknown;  // epoch ms
  std::optional<std::string> token;
  std::string flush;
  std::vector<TextMember> tags;
  double lost_samples = 0;
  double lost_batches = 0;
  std::vector<DecodedConnection> connections;
  std::vector<DecodedStream> streams;
  std::vector<DecodedEvent> events;
  std::vector<std::string> words;  // may repeat
  int unknown_members = 0;         // members and words that this version does not know and ignored
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DECODED_BATCH_H_
