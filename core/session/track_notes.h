// What the app says of its tracks: whose each one is, and which it paused.
#ifndef RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_
#define RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// What the app may call a stream by.
struct TrackKeys {
  std::string_view mid, track;
  bool Has(std::string_view key) const { return key == mid || key == track; }
};

struct TrackLabel {
  TextBuffer key, participant, source;
};

// Of one connection. A key is a trackIdentifier, or the mid of what is received and sent over one transceiver; one that no stream has is kept, since the
// stream may come later.
class TrackNotes {
 public:
  // Whose picture or voice a track is. Empty texts take the label away.
  void SetLabel(std::string_view key, std::string_view participant, std::string_view source);
  // The app's word that a track is paused on purpose.
  void SetPaused(std::string_view key, bool paused);

  // The label that was set last, null if there is none.
  const TrackLabel* LabelOf(const TrackKeys& keys) const;
  bool IsPaused(const TrackKeys& keys) const;
  // A shared screen stands still whenever nothing in it moves, and few browsers tell that a stream is one.
  bool IsLabelledScreen(const TrackKeys& keys) const;

 private:
  List<TrackLabel> labels_;
  List<TextBuffer> paused_;  // keys
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_TRACK_NOTES_H_
