#include "core/freeze/aftermath.h"

#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr Aftermath::Parameters kParameters;

}  // namespace

void Aftermath::Remember(const FreezeEvent& freeze) {
  // The effects of the network freeze may show only once frames come again: count from the end of a pause that followed it directly.
  if (freeze.verdict.kind != GapKind::kFreeze && freeze.start - end_ < kParameters.standstill_ms) end_ = freeze.end;
  const Cause cause = freeze.verdict.cause;
  const bool network = cause == Cause::kNetworkCut || cause == Cause::kCongestion || cause == Cause::kPacketLoss || cause == Cause::kJitter;
  if (!network) return;
  if (cause == cause_ && (IsNear(freeze.evidence) || IsRecovering(freeze.evidence))) {
    // This freeze is aftermath itself and has none of its own.
    if (freeze.start - end_ < kParameters.standstill_ms) end_ = freeze.end;
    return;
  }
  const double pace = freeze.evidence.before.video_bytes / freeze.evidence.before.ms;
  pace_ = freeze.start - end_ < kParameters.recovery_ms ? std::fmax(pace_, pace) : pace;
  cause_ = cause;
  end_ = freeze.end;
}

bool Aftermath::Continues(const GapEvidence& gap, double min_pause_ms) const {
  const bool trickles = gap.Own(&PollDelta::received) <= kParameters.trickle_frame_rate * gap.Own(&PollDelta::ms) / kMsPerSecond;
  const bool short_of_pause = gap.ms() < min_pause_ms;
  if (gap.edge_explained && short_of_pause && IsNear(gap)) return true;  // a single frame lies between the two
  if (IsRecovering(gap) && !gap.follows_pause && (short_of_pause || (gap.VideoFlow() >= kParameters.full_flow && !trickles))) return true;
  return (IsNear(gap) || IsRecovering(gap)) && gap.IsStillSlow();
}

bool Aftermath::Explains(const GapEvidence& gap, const GapVerdict& own) const {
  const bool near = IsNear(gap);
  if (!near && !IsRecovering(gap)) return false;
  if (own.confidence == Confidence::kLow) return true;
  // Frames that waited in a queue or for lost packets arrive in a burst, which the decoder has to work off.
  if (own.cause == Cause::kDecoderOverload) return cause_ != Cause::kJitter;
  // The losses of a cut are noticed when packets come again.
  if (cause_ == Cause::kNetworkCut) return near || own.confidence != Confidence::kHigh;
  // A full queue delays packets, and drops them.
  return near && cause_ == Cause::kCongestion && (own.cause == Cause::kJitter || own.cause == Cause::kPacketLoss);
}

bool Aftermath::IsNear(const GapEvidence& gap) const { return gap.start - end_ < kParameters.near_ms; }

// The sender sends far less than it did before: it skips frames to fit the bandwidth it believes in.
bool Aftermath::IsRecovering(const GapEvidence& gap) const {
  return gap.start - end_ < kParameters.recovery_ms && gap.before.video_bytes / gap.before.ms < kParameters.recovered_share * pace_;
}

}  // namespace rtc_vitals
