// Estimated mean opinion score of an inbound audio stream.
//
// The E-model's shape (ITU-T G.107) with the impairments of rtcscore (github.com/ggarber/rtcscore) and LiveKit's corrected delay term:
//   delay = 20 ms + jitter buffer + playout + RTT / 2
//   Id    = 0.03 delay + 0.1 max(0, delay - 150)
//   Ie    = clamp(55 - 4.6 ln bitrate, 0, 30)                  codec
//   Ie,eff = Ie + (100 - Ie) loss% / (loss% + Bpl)
//   R     = 100 - Ie,eff - Id;  MOS = 1 + 0.035 R + 7e-6 R (R - 60)(100 - R)
// It never rises with loss or delay: the cubic, which turns upwards below R = 6.52, is cut off there. RTT is to the next hop that answers
// STUN: behind an SFU the true mouth-to-ear delay is longer.
#ifndef RTC_VITALS_CORE_METER_AUDIO_MOS_H_
#define RTC_VITALS_CORE_METER_AUDIO_MOS_H_

#include "core/base/unknown.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Values that the page may set.
struct MosParameters {
  double robustness = 10;  // Bpl without in-band FEC; 20 with it, 90 with RED (LiveKit)
  // 1: the fullband model of ITU-T G.107.2 instead of the one above. Its Opus values (Ie 10.2, Bpl 9.6) are those of webrtcmetrics; the ITU
  // published none.
  double fullband = 0;
};

// What the score was computed from; part of the sample, too.
struct MosInputs {
  double delay_ms = kUnknown;
  double loss = kUnknown;     // 0..1
  double bitrate = kUnknown;  // bit/s
};

// Delay and loss of a sample. Loss is audible concealment (what remains after NetEq has done what it can), else residual loss, else packet
// loss. Delay is unknown if `rtt` (ms) or the jitter buffer's delay is: a score without them would look too good.
MosInputs MosInputsOf(const InboundAudioSample& sample, double rtt);

// 1..4.5; unknown if loss or delay is.
double AudioMos(const MosInputs& inputs, const MosParameters& parameters);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_AUDIO_MOS_H_
