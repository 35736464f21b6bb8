// The app's notes on its tracks: their labels, and which of them it has paused.
#ifndef RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_
#define RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// The keys by which the app may refer to a stream.
struct TrackKeys {
  std::string_view mid, track;
  bool Has(std::string_view key) const { return key == mid || key == track; }
};

struct TrackLabel {
  TextBuffer key, participant, source;
};

// The notes of one connection. A key is a trackIdentifier, or a mid, which stands for all that is received and sent over its transceiver.
// Keys without a stream are kept, since the stream may come later.
class TrackNotes {
 public:
  // Says whose picture or voice a track is. Two empty texts remove the label.
  void SetLabel(std::string_view key, std::string_view participant, std::string_view source);
  // Says whether the app has paused a track on purpose.
  void SetPaused(std::string_view key, bool paused);

  // The matching label that was set last; null if there is none.
  const TrackLabel* LabelOf(const TrackKeys& keys) const;
  bool IsPaused(const TrackKeys& keys) const;
  // Whether a label has the source `screen`. A shared screen stands still while nothing in it changes, and few browsers report that a
  // stream is one.
  bool IsLabelledScreen(const TrackKeys& keys) const;

 private:
  List<TrackLabel> labels_;
  List<TextBuffer> paused_;  // keys
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_
