#include "core/freeze/gap_watch.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/freeze/pause_rule.h"

namespace rtc_vitals {
namespace {

constexpr GapWatch::Parameters kParameters;
constexpr PauseRule::Parameters kPause;

void SetEdge(GapEvidence& gap, const Interval& interval) {
  gap.edge = interval.delta;
  gap.edge_explained = interval.explained;
  if (interval.explained) gap.edge.ForgetTrouble();
}

bool IsLossless(const PollDelta& delta) { return !(delta.video_lost > 0 || delta.audio_lost > 0); }

}  // namespace

GapEvidence GapWatch::Begin(double start, double usual_gap) const {
  GapEvidence gap;
  gap.start = start;
  gap.usual_gap_ms = usual_gap;
  gap.rtt_floor_ms = rtt_ms_.min;
  gap.jitter_floor_ms = jitter_ms_.min;
  gap.audio_jitter_floor_ms = audio_jitter_ms_.min;
  PollDelta paused;  // shows less than the usual flow: counts only if the sender paused all the time
  for (int i = 0; i < kIntervals; ++i) {
    const Interval& interval = intervals_[static_cast<size_t>((next_ + i) % kIntervals)];
    if (!IsKnown(interval.end) || interval.end <= start - kParameters.before_ms) continue;
    if (interval.end > start) {
      SetEdge(gap, interval);
      gap.edge_open_ms = interval.end - start;
      gap.levels_during.Add(interval.levels);
    } else {
      (interval.paused ? paused : gap.before).Add(interval.delta);
      gap.levels_before.Add(interval.levels);
    }
  }
  if (!IsKnown(gap.before.ms)) gap.before = paused;
  // The usual gap is a mean over the last frames, also over those of a pause.
  if (IsKnown(paused.ms)) gap.usual_gap_ms = std::fmin(gap.usual_gap_ms, gap.before.ms / gap.before.decoded);
  return gap;
}

GapEvidence GapWatch::Within(double start, double end, double ms, double usual_gap, const Interval& now) const {
  GapEvidence gap = Begin(start, usual_gap);
  gap.end = end;
  gap.over = true;
  gap.lasted_ms = std::min(ms, end - start);
  gap.silent_end_ms = SilenceSince(gap.start, now);
  if (gap.edge_open_ms > 0) {
    gap.tail = now.delta;
  } else {
    SetEdge(gap, now);
    gap.edge_open_ms = gap.lasted_ms;
  }
  gap.levels_during.Add(now.levels);
  return gap;
}

void GapWatch::Extend(GapEvidence& gap, const Interval& now, const VideoPoll& video, const ConnectionPoll& connection) const {
  gap.end = now.end;
  if (now.end - now.delta.ms >= gap.start) {
    gap.earlier_video_packets = gap.inside.video_packets;
    AddLosses(gap, now.delta);
    AddMediaSilence(gap, now.delta);
    AddUnanswered(gap, now.delta);
    gap.lossless_ms = IsLossless(now.delta) ? gap.lossless_ms + now.delta.ms : 0;
    gap.inside.Add(now.delta);
    AddOpenness(gap, now.delta);
  } else {
    SetEdge(gap, now);
    gap.edge_open_ms = now.end - gap.start;
  }
  gap.levels_during.Add(now.levels);
  gap.silent_end_ms = SilenceSince(gap.start, now);
  gap.newest_rtt_ms = KnownOr(now.levels.rtt_ms.max, gap.newest_rtt_ms);
  gap.packet_after_start_ms = gap.ms() - Since(video.lastPacketReceivedTimestamp, now.end);
  AddSilence(gap, now);
  AddReport(gap, video);
  gap.ice_disconnected = gap.ice_disconnected || connection.iceConnected == 0;
}

// A paused sender uses no packet numbers, and neither does a server that stops forwarding: packets missing after a silence of both media
// had been sent. The sound may be back first: the video waits for a key frame or for retransmissions.
void GapWatch::AddLosses(GapEvidence& gap, const PollDelta& delta) const {
  const bool silent = gap.before.audio_packets > 0 && gap.media_silent_ms > 0 && !(gap.inside.video_packets > 0);
  const double usual = gap.before.video_packets / gap.before.ms * std::min(gap.media_silent_ms, kParameters.sent_ms);
  gap.was_sent = gap.was_sent || (silent && delta.video_lost > kParameters.sent_share * usual);
}

// For a whole interval.
void GapWatch::AddMediaSilence(GapEvidence& gap, const PollDelta& delta) const {
  const bool had_media = gap.Inside(&PollDelta::audio_packets) > 0 || gap.Inside(&PollDelta::video_packets) > 0;
  if (!had_media && delta.audio_packets == 0 && delta.video_packets == 0) gap.media_silent_ms += delta.ms;
}

// For a whole interval. Packets that were lost on the way to this device are retransmitted, also by a sender that paused since.
void GapWatch::AddUnanswered(GapEvidence& gap, const PollDelta& delta) const {
  const bool no_answer = delta.nacks > kPause.stray_nacks && delta.video_packets < kParameters.answer_share * delta.nacks;
  if (no_answer && LossShare(delta.audio_lost, delta.audio_packets) > kPause.audio_loss) gap.unanswered_ms += delta.ms;
}

// For a whole interval. Byte counters leave out STUN, but its answers are counted: an answer vouches for the time before it, unless others
// did not come.
void GapWatch::AddOpenness(GapEvidence& gap, const PollDelta& delta) const {
  if (!IsKnown(delta.connection_bytes)) return;
  const bool answered = delta.responses > 0 && !(gap.Inside(&PollDelta::requests) > gap.Inside(&PollDelta::responses));
  gap.connection_alive = gap.connection_alive == 1 || delta.connection_bytes > 0 || answered;
  const bool media = delta.video_packets > 0 || delta.audio_packets > 0;
  if (answered && !media) {
    gap.open_ms = std::max(gap.open_ms + std::exchange(gap.dead_ms, 0) + delta.ms, kParameters.consent_ms);
  } else if (delta.connection_bytes == 0) {
    gap.dead_ms += delta.ms;
  } else if (!media) {
    gap.open_ms += delta.ms;
  }
}

void GapWatch::Finish(GapEvidence& gap, double end, const Interval& now) const {
  gap.end = end;
  gap.over = true;
  gap.tail = now.delta;
  AddLosses(gap, now.delta);
  if (IsLossless(now.delta)) gap.lossless_ms += end - (now.end - now.delta.ms);
  gap.silent_end_ms = SilenceSince(gap.start, now);
  gap.levels_during.Add(now.levels);
}

void GapWatch::Remember(const Interval& interval, bool path_changed) {
  if (path_changed) rtt_ms_ = {};
  rtt_ms_.Add(interval.levels.rtt_ms.min);
  jitter_ms_.Add(interval.levels.jitter_ms.min);
  audio_jitter_ms_.Add(interval.levels.audio_jitter_ms.min);
  intervals_[static_cast<size_t>(next_)] = interval;
  next_ = (next_ + 1) % kIntervals;
}

double GapWatch::Since(double packet, double now) const {
  const double since = now - packet;
  return since > -kParameters.ahead_ms && since < kParameters.stale_ms ? std::max(0.0, since) : kUnknown;
}

double GapWatch::SilenceSince(double start, const Interval& now) const {
  return std::min(KnownOr(Since(now.last_packet, now.end), 0), now.end - start);
}

void GapWatch::AddSilence(GapEvidence& gap, const Interval& now) const {
  const double since = Since(now.last_packet, now.end);
  double silent = 0;
  if (IsKnown(since)) {
    silent = since;
  } else if (now.delta.connection_bytes == 0) {
    silent = gap.connection_silent_ms + now.delta.ms;
  } else if (!(gap.inside.ms > 0)) {
    const double pace = gap.before.connection_bytes / gap.before.ms;
    const double open = now.delta.connection_bytes - pace * (now.delta.ms - gap.edge_open_ms);
    if (open < kParameters.silent_flow * pace * gap.edge_open_ms) silent = gap.edge_open_ms;
  }
  if (!(silent > gap.connection_silent_ms)) return;
  gap.connection_silent_ms = silent;
  gap.rtt_before_silence_ms = gap.levels_during.rtt_ms.max;
}

void GapWatch::AddReport(GapEvidence& gap, const VideoPoll& video) const {
  if (!(video.senderReportTimestamp > gap.start + kParameters.report_margin_ms)) return;
  gap.sender_reports.Add(video.senderReportTimestamp, video.senderReportPacketsSent, video.senderReportBytesSent);
}

}  // namespace rtc_vitals
