// The part of a window that a batch carries, and how a part that is too large is split.
#ifndef RTC_VITALS_CORE_BATCH_BATCH_PART_H_
#define RTC_VITALS_CORE_BATCH_BATCH_PART_H_

#include <cstddef>

#include "core/batch/sample_window.h"

namespace rtc_vitals {

struct IndexRange {
  std::size_t first = 0, end = 0;

  std::size_t size() const { return end - first; }
  // The range limited to `count` items.
  IndexRange LimitedTo(std::size_t count) const { return {first < count ? first : count, end < count ? end : count}; }
};

inline constexpr IndexRange kAll = {0, static_cast<std::size_t>(-1)};

// A range of the window's connections, of the series and samples of each of them, and of the events.
struct BatchPart {
  IndexRange connections = {};
  IndexRange series = kAll;
  IndexRange samples = kAll;
  IndexRange events = {};

  // The number of polls in the part: what is lost if the batch is. 0 for a part without the connections' own series, which come first: the
  // part that has them counts the polls.
  int Polls(const SampleWindow& window) const;
};

// The whole window as one part. Connections that only have events are moved behind the others and are not in the part.
BatchPart WholeOf(SampleWindow& window);
// Halves a part that is too large: by connection, else by stream, else by sample, else by event. False if nothing is left to halve.
bool Halve(const BatchPart& part, const SampleWindow& window, BatchPart& first, BatchPart& second);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_BATCH_PART_H_
