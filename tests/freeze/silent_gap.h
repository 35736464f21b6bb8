// A gap for the tests of the pause rule, and its verdict.
#ifndef RTC_VITALS_TESTS_FREEZE_SILENT_GAP_H_
#define RTC_VITALS_TESTS_FREEZE_SILENT_GAP_H_

#include "core/freeze/pause_rule.h"

namespace rtc_vitals {

// Six good seconds before; then no picture for the last 400 ms of the first interval and for 2 s.
inline GapEvidence Silence() {
  GapEvidence gap;
  gap.start = 10'600;
  gap.end = 13'000;
  gap.before = {.ms = 6000, .video_bytes = 360'000, .video_packets = 360, .decoded = 90, .connection_bytes = 400'000, .audio_packets = 300};
  gap.edge = {.ms = 1000, .video_bytes = 36'000, .video_packets = 36, .decoded = 9, .audio_packets = 50, .audio_lost = 0};
  gap.edge_open_ms = 400;
  gap.inside = {.ms = 2000, .video_bytes = 0, .video_packets = 0, .video_lost = 0, .nacks = 0, .key_requests = 0, .decoded = 0,
                .connection_bytes = 10'000, .audio_packets = 100, .audio_lost = 0};
  gap.connection_alive = 1;
  gap.usual_gap_ms = 66;
  return gap;
}

inline GapKind KindOf(const GapEvidence& gap, const PictureHints& hints = {}) { return PauseRule().Judge(gap, hints).kind; }

}  // namespace rtc_vitals

#endif  // RTC_VITALS_TESTS_FREEZE_SILENT_GAP_H_
