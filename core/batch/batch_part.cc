#include "core/batch/batch_part.h"

#include <utility>

namespace rtc_vitals {
namespace {

bool Split(IndexRange whole, IndexRange& first, IndexRange& second) {
  if (whole.size() < 2) return false;
  const std::size_t middle = whole.first + whole.size() / 2;
  first = {whole.first, middle};
  second = {middle, whole.end};
  return true;
}

}  // namespace

BatchPart WholeOf(SampleWindow& window) {
  auto& connections = window.connections();
  BatchPart whole;
  for (std::size_t i = 0; i < connections.size(); ++i) {
    if (connections[i].t.empty()) continue;
    std::swap(connections[i], connections[whole.connections.end]);
    ++whole.connections.end;
  }
  whole.events.end = window.events().size();
  return whole;
}

int BatchPart::Polls(const SampleWindow& window) const {
  std::size_t count = 0;
  for (std::size_t i = connections.first; series.first == 0 && i < connections.end; ++i) {
    count += samples.LimitedTo(window.connections()[i].t.size()).size();
  }
  return static_cast<int>(count);
}

bool Halve(const BatchPart& part, const SampleWindow& window, BatchPart& first, BatchPart& second) {
  first = second = part;
  second.events.first = part.events.end;  // events stay with the first half
  if (Split(part.connections, first.connections, second.connections)) return true;
  if (part.connections.size() == 1) {
    const ConnectionWindow& only = window.connections()[part.connections.first];
    if (Split(part.series.LimitedTo(only.series.size()), first.series, second.series)) return true;
    if (Split(part.samples.LimitedTo(only.t.size()), first.samples, second.samples)) return true;
    if (part.events.size() == 1) {
      first.connections = {};
      return true;
    }
  }
  second.connections = {};
  return Split(part.events, first.events, second.events);
}

}  // namespace rtc_vitals
