#include "core/freeze/cause_classifier.h"

#include <algorithm>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr CauseClassifier::Parameters kParameters;

GapVerdict Freeze(Cause cause, bool sure) { return {GapKind::kFreeze, cause, sure ? Confidence::kHigh : Confidence::kMedium}; }

double Positive(double value) { return value > 0 ? value : 0; }

// Losses of both media in the gap's intervals.
double Lost(const GapEvidence& gap) { return Positive(gap.Total(&PollDelta::video_lost)) + Positive(gap.Total(&PollDelta::audio_lost)); }

bool JitterRose(const GapEvidence& gap) { return gap.VideoJitterRose() || gap.AudioJitterRose(); }

// The path is well by now, and a key frame was requested: once is enough (Firefox, without NACK, does so when it has waited for 3 s), and
// Chromium goes on requesting the lost packets, too.
bool AwaitsKeyFrame(const GapEvidence& gap) {
  return gap.lossless_ms >= kParameters.long_since_ms && gap.Total(&PollDelta::key_requests) > 0 && !gap.RttRose();
}

}  // namespace

GapVerdict CauseClassifier::Judge(const GapEvidence& gap) const {
  if (IsCut(gap)) {
    return Freeze(Cause::kNetworkCut, gap.Inside(&PollDelta::requests) > gap.Inside(&PollDelta::responses) || gap.ice_disconnected ||
                                          gap.connection_silent_ms >= kParameters.sure_cut_ms);
  }
  if (gap.was_sent || (IsUncountedLoss(gap) && gap.Total(&PollDelta::video_lost) > 0)) return Freeze(Cause::kNetworkCut, false);
  if (const auto decoder = JudgeDecoder(gap)) return *decoder;
  return JudgeNetwork(gap);
}

bool CauseClassifier::IsCut(const GapEvidence& gap) const {
  double silent = gap.connection_silent_ms;
  // It is known as of the polls within the gap. It lasted longer if sound is missing after them that did not come late.
  if (silent >= kParameters.uncounted_silent_ms && IsUncountedLoss(gap)) silent = std::max(silent, gap.AudioQueuedMs());
  if (CameLate(gap) || silent < kParameters.cut_ms) return false;
  // A layer below that repeats lost packets (TCP, a mobile network) does so after a round trip, and delivers nothing meanwhile.
  const double rtt = gap.rtt_before_silence_ms;
  if (kParameters.queue_rtt.IsMet(rtt, gap.rtt_floor_ms) && silent <= rtt) return false;
  const double share = gap.levels_during.over_tcp   ? kParameters.cut_share_of_tcp
                       : gap.RttRoseBeforeSilence() ? kParameters.cut_share_of_slow
                                                    : kParameters.cut_share;
  return silent >= share * gap.ms();
}

// A short silence whose packets arrived after all: a cut would have lost them.
bool CauseClassifier::CameLate(const GapEvidence& gap) const {
  return gap.over && gap.ms() < kParameters.long_ms && gap.Total(&PollDelta::audio_packets) > 0 && !(Lost(gap) > 0) &&
         gap.Total(&PollDelta::nacks) == 0;
}

// Whether media came and its frames failed after the network, and how.
std::optional<GapVerdict> CauseClassifier::JudgeDecoder(const GapEvidence& gap) const {
  // Losses seen when the picture is back may be those of a cut or of congestion: only those seen while it stood count.
  const double packets = gap.WithoutTail(&PollDelta::video_packets);
  const double lost = Positive(gap.WithoutTail(&PollDelta::video_lost));
  // If key frames are requested repeatedly, packets that were retransmitted are not what stops the picture.
  const bool asks = gap.WithoutTail(&PollDelta::key_requests) >= kParameters.min_key_requests;
  // A loss at the start may have stopped the picture. Long after it, the missing key frame that is requested repeatedly keeps it frozen.
  const bool awaits = AwaitsKeyFrame(gap);
  const bool lost_at_start = asks && gap.inside.ms >= kParameters.long_since_ms && !(gap.Inside(&PollDelta::video_lost) > 0);
  const double missing = awaits || lost_at_start ? 0 : asks ? lost : std::max(lost, gap.WithoutTail(&PollDelta::nacks));
  if (!(packets > 0) || missing > kParameters.clean_loss * packets || (!awaits && IsAudioLost(gap))) return std::nullopt;
  if (HasBacklog(gap)) {
    // Frames that decode in no time may be waiting for something else: for the sound, after congestion.
    const double per_frame = gap.DecodeMs();
    if (per_frame > 0 && per_frame < kParameters.idle_share * gap.usual_gap_ms) {
      const bool held = gap.HeldMs() >= kParameters.held_share * gap.ms();  // the buffer's target was raised
      return GapVerdict{GapKind::kFreeze, held ? Cause::kUnknown : Cause::kDecoderOverload, Confidence::kLow};
    }
    const bool counts_losses = IsKnown(gap.edge.video_lost + gap.edge.nacks) || IsKnown(gap.inside.video_lost + gap.inside.nacks);
    return Freeze(Cause::kDecoderOverload, counts_losses && !JitterRose(gap));
  }
  const bool is_short = gap.over && !(gap.inside.ms > 0);
  if (!(gap.VideoFlow() >= kParameters.full_flow) || (is_short && (Lost(gap) > 0 || JitterRose(gap)))) return std::nullopt;
  return JudgeFrames(gap, asks);
}

// Nobody asks for lost sound again (no browser offers NACK for it). So sound shows what a path loses if a server gets the video
// retransmitted.
bool CauseClassifier::IsAudioLost(const GapEvidence& gap) const {
  return LossShare(gap.WithoutTail(&PollDelta::audio_lost), gap.WithoutTail(&PollDelta::audio_packets)) > kParameters.audio_loss;
}

// Judges frames that came. `asks`: key frames were requested repeatedly.
GapVerdict CauseClassifier::JudgeFrames(const GapEvidence& gap, bool asks) const {
  const double decoded = gap.WithoutTail(&PollDelta::decoded);
  const double failed = std::max(gap.WithoutTail(&PollDelta::decodable) - decoded, gap.WithoutTail(&PollDelta::dropped));
  if (failed >= kParameters.min_failed_frames) {
    const bool waits = gap.WithoutTail(&PollDelta::received) - decoded >= kParameters.min_failed_frames;
    return asks ? Freeze(Cause::kDecoderFailure, true) : Freeze(Cause::kDecoderOverload, waits);
  }
  if (gap.DecodeMs() >= kParameters.busy_share * gap.usual_gap_ms) return Freeze(Cause::kDecoderOverload, true);
  const bool key_frame = gap.WithoutTail(&PollDelta::key_requests) > 0 || gap.tail.key_frames > 0;
  // Nothing is missing, nothing is late, and no key frame was requested: the frames waited in this device.
  if (gap.ms() < kParameters.long_ms && gap.over && !key_frame) return {GapKind::kFreeze, Cause::kDecoderOverload, Confidence::kLow};
  return Freeze(Cause::kKeyframeStarvation, key_frame);
}

// Complete frames wait for the decoder, now or at the last poll within the gap, or more were decoded than came plus what the jitter
// buffer held (on average: the time that frames spent in it over the time that passed). No requests: a decoder asks for what it lacks or
// cannot decode.
bool CauseClassifier::HasBacklog(const GapEvidence& gap) const {
  if (Lost(gap) > 0 || gap.Total(&PollDelta::nacks) > 0 || gap.Total(&PollDelta::key_requests) > 0 ||
      gap.Total(&PollDelta::key_frames) > 0) {
    return false;
  }
  const double received = gap.Total(&PollDelta::received);
  const double waiting = received - gap.Total(&PollDelta::decoded);
  const double waited = gap.WithoutTail(&PollDelta::received) - gap.WithoutTail(&PollDelta::decoded);
  const double buffered = KnownOr(kMsPerSecond * gap.before.buffer_s / gap.before.ms, 0);
  return std::max({waiting, waited, -waiting - buffered}) >= std::max(kParameters.min_waiting_frames, kParameters.waiting_share * received);
}

// Sound is missing for long, none of it was counted as lost, and what came was on time: it was lost in one run. (libwebrtc takes a run of
// more than 50 packets for a restart of the stream and does not count it: receive_statistics_impl.cc, kDefaultMaxReorderingThreshold.)
bool CauseClassifier::IsUncountedLoss(const GapEvidence& gap) const {
  return gap.over && gap.AudioQueuedMs() >= kParameters.uncounted_ms && gap.Total(&PollDelta::audio_lost) == 0 && !gap.RttRose() &&
         !gap.AudioJitterRose();
}

// Much of the sound is lost, and the rest is on time: no queue.
bool CauseClassifier::IsOnlyLost(const GapEvidence& gap) const {
  return IsAudioLost(gap) && gap.AudioQueuedMs() < kParameters.queued_ms && !gap.AudioJitterRose();
}

GapVerdict CauseClassifier::JudgeNetwork(const GapEvidence& gap) const {
  const double flow = gap.VideoFlow();
  const bool lossy = Lost(gap) > 0 || gap.Total(&PollDelta::nacks) > 0;
  const bool slow = gap.RttRose();
  const bool thin = flow < kParameters.thin_flow && gap.ms() >= (lossy ? kParameters.burst_ms : kParameters.long_ms);
  // A queue delays what it lets through. Sound that is missing without delay was lost, if packets were.
  if (gap.AudioQueuedMs() >= kParameters.queued_ms && (slow || !lossy)) return Freeze(Cause::kCongestion, slow);
  if (!lossy) {
    if (kParameters.queue_rtt.IsMet(gap.levels_during.rtt_ms.max, gap.rtt_floor_ms)) return Freeze(Cause::kCongestion, false);
    if (thin && (slow || gap.AudioFlow() < kParameters.thin_flow)) return Freeze(Cause::kCongestion, true);
    if (JitterRose(gap)) return Freeze(Cause::kJitter, !thin && !slow && !gap.RttHadRisen());  // else a queue may have held them
    if (slow) return Freeze(Cause::kCongestion, false);
    return {GapKind::kFreeze, Cause::kUnknown, Confidence::kLow};
  }
  if (gap.AudioQueuedMs() >= kParameters.queued_lossy_ms && gap.AudioJitterRose()) return Freeze(Cause::kCongestion, false);
  // A queue that overflows may drain before the round trip is measured again: then only the one before the gap shows it.
  if (slow || gap.RttHadRisen() || (thin && !IsOnlyLost(gap))) {
    const double outgoing = gap.levels_during.outgoing_bitrate.min / gap.levels_before.outgoing_bitrate.max;
    return Freeze(Cause::kCongestion, (slow && thin) || outgoing <= kParameters.outgoing_drop);
  }
  // While the picture stands the round trip may be out of date: a queue that overflows loses packets first and is seen to be slow later.
  return Freeze(Cause::kPacketLoss, gap.over && gap.Total(&PollDelta::nacks) > 0 && Lost(gap) > 0);
}

}  // namespace rtc_vitals
