#include "core/batch/batch_writer.h"

namespace rtc_vitals {

BatchPart WholeOf(const SampleWindow& window) {
  BatchPart whole;
  for (std::size_t i = 0; i < window.connections().size(); ++i) {
    const ConnectionWindow& connection = window.connections()[i];
    if (!connection.t.empty()) whole.connections.push_back({i, 0, connection.series.size(), 0, connection.t.size()});
  }
  whole.end_event = window.events().size();
  return whole;
}

// A part that was cut by stream counts its polls once: in the piece that has the connection's own series, which is the first.
int BatchPart::samples(const SampleWindow& window) const {
  int count = 0;
  for (const Connection& piece : connections) {
    if (piece.first_series == 0 && piece.index < window.connections().size()) count += static_cast<int>(piece.end_sample - piece.first_sample);
  }
  return count;
}

bool Halve(const BatchPart& part, BatchPart& first, BatchPart& second) {
  first = second = part;
  second.first_event = second.end_event;  // events stay with the first half
  const std::size_t count = part.connections.size();
  if (count > 1) {
    const auto middle = static_cast<std::ptrdiff_t>(count / 2);
    first.connections.erase(first.connections.begin() + middle, first.connections.end());
    second.connections.erase(second.connections.begin(), second.connections.begin() + middle);
    return true;
  }
  if (count == 1) {
    const BatchPart::Connection& piece = part.connections.front();
    if (piece.end_series - piece.first_series > 1) {
      first.connections[0].end_series = second.connections[0].first_series = (piece.first_series + piece.end_series) / 2;
      return true;
    }
    if (piece.end_sample - piece.first_sample > 1) {
      first.connections[0].end_sample = second.connections[0].first_sample = (piece.first_sample + piece.end_sample) / 2;
      return true;
    }
  }
  const std::size_t events = part.end_event - part.first_event;
  if (events + count < 2) return false;
  second.connections = events == 1 ? part.connections : std::vector<BatchPart::Connection>();
  if (events == 1) {
    first.connections.clear();
    return true;
  }
  first.end_event = second.first_event = part.first_event + events / 2;
  second.end_event = part.end_event;
  return true;
}

}  // namespace rtc_vitals
