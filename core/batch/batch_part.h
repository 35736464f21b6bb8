// Which part of a window a batch carries, and how a part that is too large is cut.
#ifndef RTC_VITALS_CORE_BATCH_BATCH_PART_H_
#define RTC_VITALS_CORE_BATCH_BATCH_PART_H_

#include <cstddef>

#include "core/batch/sample_window.h"

namespace rtc_vitals {

struct IndexRange {
  std::size_t first = 0, end = 0;

  std::size_t size() const { return end - first; }
  // What of it exists where there are `count`.
  IndexRange Of(std::size_t count) const { return {first < count ? first : count, end < count ? end : count}; }
};

inline constexpr IndexRange kAll = {0, static_cast<std::size_t>(-1)};

// Connections of the window, of each of them these series over these samples, and events.
struct BatchPart {
  IndexRange connections = {};
  IndexRange series = kAll;
  IndexRange samples = kAll;
  IndexRange events = {};

  // Polls of connections: what is lost if the batch is. A part without the connections' own series, which are the first, counts none: the polls are
  // counted by the part that has them.
  int Polls(const SampleWindow& window) const;
};

// The whole window as one part. Connections of which only an event speaks move behind the others, and are not in it.
BatchPart WholeOf(SampleWindow& window);
// Halves a part that is too large: by connection, then stream, then sample, then event. False when nothing is left to halve.
bool Halve(const BatchPart& part, const SampleWindow& window, BatchPart& first, BatchPart& second);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_BATCH_PART_H_
