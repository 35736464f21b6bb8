#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

const char* NameOf(GapKind kind) {
  switch (kind) {
    case GapKind::kFreeze: return "freeze";
    case GapKind::kPaused: return "paused";
    case GapKind::kSourceStopped: return "source-stopped";
    case GapKind::kStatic: return "static";
  }
  return "";
}

const char* NameOf(Cause cause) {
  switch (cause) {
    case Cause::kUnknown: return "unknown";
    case Cause::kNetworkCut: return "network-cut";
    case Cause::kCongestion: return "congestion";
    case Cause::kPacketLoss: return "packet-loss";
    case Cause::kKeyframeStarvation: return "keyframe-starvation";
    case Cause::kDecoderFailure: return "decoder-failure";
    case Cause::kDecoderOverload: return "decoder-overload";
    case Cause::kJitter: return "jitter";
    case Cause::kSenderStopped: return "sender-stopped";
  }
  return "";
}

const char* NameOf(Confidence confidence) {
  switch (confidence) {
    case Confidence::kLow: return "low";
    case Confidence::kMedium: return "medium";
    case Confidence::kHigh: return "high";
  }
  return "";
}

}  // namespace rtc_vitals
