// Reasons why a quality is less than good, as a set of words.
#ifndef RTC_VITALS_CORE_SAMPLE_QUALITY_REASONS_H_
#define RTC_VITALS_CORE_SAMPLE_QUALITY_REASONS_H_

#include <string_view>

namespace rtc_vitals {

// Bits of a WORDS member; a double holds them exactly. On the wire in this order, joined by commas.
enum Reason : unsigned {
  kReasonFrozen = 1u << 0,
  kReasonPacketLoss = 1u << 1,
  kReasonRtt = 1u << 2,
  kReasonJitter = 1u << 3,
  kReasonJitterBuffer = 1u << 4,
  kReasonConcealment = 1u << 5,
  kReasonLowFrameRate = 1u << 6,
  kReasonFramesDropped = 1u << 7,
  kReasonCpu = 1u << 8,
  kReasonBandwidth = 1u << 9,
  kReasonDiscardedOnSend = 1u << 10,
  kReasonDisconnected = 1u << 11,
};

inline constexpr std::string_view kReasonWords[] = {
    "frozen",         "packet-loss", "rtt", "jitter",    "jitter-buffer",     "concealment",
    "low-frame-rate", "frames-dropped", "cpu", "bandwidth", "discarded-on-send", "disconnected",
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SAMPLE_QUALITY_REASONS_H_
