#include "core/session/track_notes.h"

#include <algorithm>

namespace rtc_vitals {

void TrackNotes::SetLabel(std::string_view key, std::string_view participant, std::string_view source) {
  labels_.EraseIf([&](const TrackLabel& label) { return label.key == key; });
  if (!participant.empty() || !source.empty()) labels_.push_back({key, participant, source});
}

void TrackNotes::SetPaused(std::string_view key, bool paused) {
  paused_.EraseIf([&](const TextBuffer& other) { return other == key; });
  if (paused) paused_.push_back(key);
}

const TrackLabel* TrackNotes::LabelOf(const TrackKeys& keys) const {
  const TrackLabel* last = nullptr;
  for (const TrackLabel& label : labels_) {
    if (keys.Has(label.key)) last = &label;
  }
  return last;
}

bool TrackNotes::IsPaused(const TrackKeys& keys) const {
  return std::any_of(paused_.begin(), paused_.end(), [&](const TextBuffer& key) { return keys.Has(key); });
}

bool TrackNotes::IsLabelledScreen(const TrackKeys& keys) const {
  return std::any_of(labels_.begin(), labels_.end(),
                     [&](const TrackLabel& label) { return keys.Has(label.key) && label.source == "screen"; });
}

}  // namespace rtc_vitals
