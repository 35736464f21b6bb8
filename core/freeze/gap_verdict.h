// What a gap between two frames was.
#ifndef RTC_VITALS_CORE_FREEZE_GAP_VERDICT_H_
#define RTC_VITALS_CORE_FREEZE_GAP_VERDICT_H_

#include <cstdint>

namespace rtc_vitals {

enum class GapKind : std::uint8_t {
  kFreeze,         // frames were meant to be shown and were not
  kPaused,         // the sender, or a server in between, sent no frames
  kSourceStopped,  // nor any other media: the publisher is gone
  kStatic,         // a screen share that did not change
};

enum class Cause : std::uint8_t {
  kUnknown,
  kNetworkCut,
  kCongestion,
  kPacketLoss,
  kKeyframeStarvation,
  kDecoderFailure,
  kDecoderOverload,
  kJitter,
  kSenderStopped,
};

enum class Confidence : std::uint8_t { kLow, kMedium, kHigh };

struct GapVerdict {
  GapKind kind = GapKind::kFreeze;
  Cause cause = Cause::kUnknown;
  Confidence confidence = Confidence::kLow;
};

// The names used in events.
const char* NameOf(GapKind kind);
const char* NameOf(Cause cause);
const char* NameOf(Confidence confidence);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_GAP_VERDICT_H_
