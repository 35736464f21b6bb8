#include "core/freeze/pause_rule.h"

#include <algorithm>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr PauseRule::Parameters kParameters;

constexpr GapVerdict kFrozen{GapKind::kFreeze, Cause::kUnknown, Confidence::kHigh};
constexpr GapVerdict kMaybeFrozen{GapKind::kFreeze, Cause::kUnknown, Confidence::kLow};

constexpr GapVerdict Paused(Confidence confidence) { return {GapKind::kPaused, Cause::kSenderStopped, confidence}; }

// Length of the intervals at both ends of the gap in which audio was counted. If its stream leaves the report, its packets are unknown.
double CountedAudioMs(const GapEvidence& gap) {
  return (IsKnown(gap.edge.audio_packets) ? gap.edge.ms : 0) + (IsKnown(gap.tail.audio_packets) ? gap.tail.ms : 0);
}

}  // namespace

GapVerdict PauseRule::Judge(const GapEvidence& gap, const PictureHints& hints) const {
  if (hints.paused) return Paused(Confidence::kHigh);
  const bool whole = gap.inside.ms > 0;
  GapVerdict verdict = kFrozen;
  if (gap.over && !whole) {
    // Over before a whole interval passed: trouble, if any, shows in the intervals where it began and ended.
    if (!IsTroubled(gap)) verdict = Paused(Confidence::kMedium);
  } else if (!IsCut(gap) && !gap.IsKnownSent() && IsSilent(gap)) {
    verdict = JudgeSilence(gap);
  }
  if (hints.screenshare && verdict.kind == GapKind::kPaused) verdict.kind = GapKind::kStatic;
  return verdict;
}

bool PauseRule::IsCut(const GapEvidence& gap) const { return gap.connection_silent_ms >= kParameters.cut_ms && !gap.IsPathOpen(); }

bool PauseRule::IsSilent(const GapEvidence& gap) const {
  // The packets that end a pause arrive before its last poll. So whole intervals outweigh the last packet, and those before the newest
  // outweigh the newest. (Bytes, not packets: a paused sender keeps sending padding.)
  const double usual = gap.before.video_bytes / gap.before.ms * gap.inside.ms;
  if (gap.inside.video_bytes == 0 || gap.inside.video_bytes <= kParameters.silent_flow * usual) return true;
  if (gap.earlier_video_packets == 0) return true;
  if (IsKnown(gap.packet_after_start_ms)) return gap.packet_after_start_ms <= kParameters.packet_margin_ms;
  return gap.VideoFlow() <= kParameters.silent_flow;
}

// Judges by what the sender says it sent. (On a path that loses sound, packets sent before the first report may arrive late and be taken
// for newer ones.)
std::optional<GapVerdict> PauseRule::JudgeReports(const GapEvidence& gap, bool audio_comes) const {
  const SenderReports& reports = gap.sender_reports;
  if (reports.count() >= kParameters.min_reports && (reports.packets() == 0 || audio_comes)) {
    // A few missing packets prove nothing: they may be in flight, or be all that an overloaded sender still dares to send.
    const double missing = reports.packets() - KnownOr(gap.inside.video_packets, 0);
    if (missing <= 0) return Paused(Confidence::kHigh);
    const double usual = gap.before.video_packets / gap.before.ms * gap.ms();
    if (missing > kParameters.silent_flow * KnownOr(usual, 0)) return kFrozen;
  }
  if (reports.idle_ms() >= kParameters.sure_ms && audio_comes) return Paused(Confidence::kHigh);
  return std::nullopt;
}

GapVerdict PauseRule::JudgeSilence(const GapEvidence& gap) const {
  const bool whole = gap.inside.ms > 0;
  const PollDelta& seen = whole ? gap.inside : gap.edge;
  const double lost_audio = LossShare(seen.audio_lost, seen.audio_packets);
  if (const auto reported = JudgeReports(gap, lost_audio <= kParameters.audio_loss)) return *reported;
  if (seen.video_lost > 0 || seen.nacks > kParameters.stray_nacks) return kFrozen;
  const double flow = gap.AudioFlow();
  const double heard = 1 - std::min(gap.silent_end_ms, kParameters.cut_ms) / seen.ms;  // up to where a cut may have begun
  const bool audio_ok = flow >= kParameters.audio_flow * heard && lost_audio <= kParameters.audio_loss;
  if (audio_ok) return Paused(gap.ms() >= kParameters.sure_ms ? Confidence::kHigh : Confidence::kMedium);
  // No video was lost, and other videos continue over the same path.
  if (gap.edge.other_videos > 0 || gap.inside.other_videos > 0) return Paused(Confidence::kMedium);
  if (flow > 0) {
    if (IsTroubled(gap)) return kFrozen;
    // Less audio for long, none of it lost: its sender fell silent, too (muted, discontinuous transmission).
    return gap.inside.ms >= kParameters.quiet_ms ? Paused(Confidence::kLow) : kMaybeFrozen;
  }
  if (gap.before.audio_packets > 0 && whole) {
    if (seen.audio_lost > 0 || IsQueued(gap)) return kFrozen;
    return {GapKind::kSourceStopped, Cause::kSenderStopped, Confidence::kMedium};
  }
  // Only video on this connection: a pause looks like the loss of all its packets.
  return gap.connection_alive == 1 ? Paused(Confidence::kLow) : kMaybeFrozen;
}

// Whether a queue may hold all that is missing: the answers that pass through it show how long it holds anything.
bool PauseRule::IsQueued(const GapEvidence& gap) const {
  return gap.RttRose() && gap.inside.ms <= kParameters.queued_rtts * gap.levels_during.rtt_ms.max;
}

bool PauseRule::IsTroubled(const GapEvidence& gap) const {
  const double losses = std::max(0.0, gap.Total(&PollDelta::video_lost)) + std::max(0.0, gap.Total(&PollDelta::audio_lost));
  if (losses > 0 || gap.Total(&PollDelta::nacks) > 0 || gap.Total(&PollDelta::dropped) > 0) return true;
  const double usual = (gap.edge.ms - gap.edge_open_ms) / gap.usual_gap_ms;
  const bool steady = !gap.follows_pause && kMsPerSecond * gap.before.decoded / gap.before.ms >= kParameters.min_frame_rate &&
                      gap.edge.decoded >= kParameters.steady_share * usual;
  const bool came = IsKnown(gap.packet_after_start_ms) ? gap.packet_after_start_ms > kParameters.packet_margin_ms
                                                       : gap.ms() >= kParameters.sure_ms;
  if (steady && came && gap.VideoFlow() >= kParameters.full_flow) return true;
  if (gap.over) {
    const double expected = (KnownOr(gap.edge.ms, 0) + KnownOr(gap.tail.ms, 0)) / gap.usual_gap_ms;
    if (steady && gap.Total(&PollDelta::decoded) >= kParameters.late_share * expected) return true;
    const double audio = gap.before.audio_packets / gap.before.ms * (CountedAudioMs(gap) - gap.silent_end_ms);
    if (gap.Total(&PollDelta::audio_packets) < kParameters.audio_flow * audio) return true;
  }
  return IsUneven(gap);
}

// Whether a sender of one frame a second sent just that: Firefox with a muted camera or a still picture. Frames delayed by jitter arrive
// after all, and the gaps before them were shorter.
bool PauseRule::IsRepeatedFrame(const GapEvidence& gap) const {
  const bool is_second = gap.ms() >= kParameters.min_repeat_ms && gap.ms() <= kParameters.max_repeat_ms;
  if (!gap.over || !is_second || !(gap.AudioFlow() >= kParameters.audio_flow)) return false;
  return gap.follows_pause || gap.VideoByteFlow() <= kParameters.silent_flow ||
         gap.ms() <= kParameters.repeat_factor * gap.before.ms / gap.before.decoded;
}

bool PauseRule::IsUneven(const GapEvidence& gap) const {
  // Both media share the path, and the audio tells more about it.
  const bool jitters = IsKnown(gap.levels_during.audio_jitter_ms.max) ? gap.AudioJitterRose() : gap.VideoJitterRose();
  const bool too_long = gap.ms() >= kParameters.sure_ms && gap.AudioFlow() >= kParameters.audio_flow;  // for a delay that spares the audio
  if (jitters && !too_long && !IsRepeatedFrame(gap)) return true;
  const double buffer_before = kMsPerSecond * gap.before.buffer_s / gap.before.decodable;
  const double buffer = kMsPerSecond * gap.Total(&PollDelta::buffer_s) / gap.Total(&PollDelta::decodable);
  if (!gap.follows_pause && !gap.edge_explained && kParameters.buffer.IsMet(buffer, buffer_before)) return true;
  return gap.RttRose();
}

}  // namespace rtc_vitals
