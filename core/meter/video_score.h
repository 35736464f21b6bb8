// Estimated quality of an inbound video stream, 1 to 5. A heuristic: it does not look at the bitstream.
//
//   base  = clamp(0.56 ln(codecFactor * bitrate / (width * height * fps)) + 5.36, 1, 5)
//   score = (base - 1.9 ln(expectedFps / fps) - 0.002 (jitter buffer + RTT / 2)) * (1 - min(1, 2 frozenShare)), within 1..5
// The first two terms are rtcscore's (github.com/ggarber/rtcscore), fitted to few data by its authors' own account. The freeze term is
// ours: a picture that stood for half of the time gets the worst score.
#ifndef RTC_VITALS_CORE_METER_VIDEO_SCORE_H_
#define RTC_VITALS_CORE_METER_VIDEO_SCORE_H_

#include "core/sample/sample.h"

namespace rtc_vitals {

struct VideoScoreParameters {
  double bits_slope = 0.56;
  double bits_offset = 5.36;
  double frame_rate_slope = 1.9;
  double delay_slope = 0.002;   // per ms
  double frozen_weight = 2;
  double expected_fps_max = 30;  // a source with a higher rate is not expected to keep it
  double expected_fps_decay = 0.95;  // per sample: after a minute the rate of a source that slowed down for good is the expected one
};

class VideoScore {
 public:
  // `sample` has everything but score and quality filled in. `interval_ms`: its length. `rtt`: ms or unknown. `codec`: the label of its
  // MIME type, or 0. `screen` skips the frame-rate term: a screen that stands still is not a bad picture. Unknown if any input of the
  // formula is: a score without the delay would look too good. But 1 without any frame or bit, and unknown for a still picture
  // (still_picture.h).
  double Update(const InboundVideoSample& sample, double interval_ms, double rtt, int codec, bool screen);

 private:
  double expected_fps_ = 0;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_VIDEO_SCORE_H_
