#include "core/freeze/running_gap.h"

#include <algorithm>
#include <cmath>

#include "core/freeze/pause_rule.h"

namespace rtc_vitals {
namespace {

constexpr RunningGap::Parameters kParameters;
constexpr FreezeEvent kNoFreeze;

bool IsSurePause(const GapVerdict& verdict) { return verdict.kind != GapKind::kFreeze && verdict.confidence == Confidence::kHigh; }

}  // namespace

void RunningGap::Begin(const IntervalFrames& frames, const GapScene& scene) {
  runs_ = true;
  reported_ = after_pause_ = false;
  gap_ = kNoFreeze;
  gap_.precision = frames.exact ? Precision::kExact : Precision::kPoll;
  gap_.start = last_frame_ = frames.last_frame;
  gap_.evidence = scene.watch.Begin(gap_.start, scene.usual_gap.Mean());
  gap_.evidence.follows_pause = scene.judge.EndsPause(gap_.start);
  if (gap_.evidence.follows_pause) gap_.verdict = {GapKind::kPaused, Cause::kSenderStopped, Confidence::kMedium};
  quiet_.start = kUnknown;
}

void RunningGap::Watch(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection) {
  const GapVerdict before = gap_.verdict;
  scene.watch.Extend(gap_.evidence, scene.interval, now, connection);
  gap_.verdict = scene.judge.Judge(gap_.evidence);
  if (IsPauseOver(before, scene)) {
    gap_.verdict = before;
    ContinueAs(EvidenceFrom(PauseEnd(scene), scene), scene);
    scene.watch.Extend(gap_.evidence, scene.interval, now, connection);
    gap_.verdict = scene.judge.Judge(gap_.evidence);
  } else if (gap_.verdict.kind == GapKind::kFreeze && FollowQuiet(scene, now, connection)) {
    gap_.verdict = before_quiet_;
    ContinueAs(quiet_, scene);
    gap_.verdict = scene.judge.Judge(gap_.evidence);
  }
  ExtendTo(scene.interval.end);
  ReportOngoing(scene);
}

// Whether the picture was paused, as `before` says, and no longer is, by its present verdict or by frames that came.
bool RunningGap::IsPauseOver(const GapVerdict& before, const GapScene& scene) const {
  if (gap_.evidence.IsKnownSent()) return false;  // there was no pause
  // A cut stops the sound at once: a picture that stood before it with sound was paused, however briefly.
  const bool cut = before.kind == GapKind::kPaused && before.confidence == Confidence::kMedium && PauseRule().IsCut(gap_.evidence);
  const bool unshown = IsSurePause(before) && !scene.judge.paused() && scene.interval.delta.received >= kParameters.unshown_frames;
  return unshown || ((IsSurePause(before) || cut) && gap_.verdict.kind == GapKind::kFreeze);
}

void RunningGap::ReportOngoing(const GapScene& scene) {
  const bool frozen = gap_.verdict.kind == GapKind::kFreeze;
  if (frozen && !IsResumption()) scene.events.AddFrozen(gap_.start, gap_.end);
  if (reported_ && reported_kind_ != gap_.verdict.kind) Retract(scene.events);
  const double min_freeze = after_pause_ ? kParameters.resume_ms : kParameters.report_ms;
  const bool sure = gap_.verdict.confidence != Confidence::kLow && gap_.duration_ms >= (frozen ? min_freeze : scene.judge.min_pause_ms());
  if (!reported_ && (sure || gap_.duration_ms >= kParameters.report_any_ms)) ReportStart(scene.events);
}

double RunningGap::End(const IntervalFrames& frames, const GapScene& scene) {
  const double so_far = scene.interval_start - last_frame_;
  const double max = std::max(so_far, scene.interval.end - last_frame_);
  double length = KnownOr(frames.longest_ms, max);
  if (frames.browser_freezes == 1 && std::abs(frames.browser_frozen_ms - length) < kParameters.match_ms) length = frames.browser_frozen_ms;
  length = std::clamp(length, so_far, max);
  ExtendTo(last_frame_ + length);
  scene.watch.Finish(gap_.evidence, gap_.end, scene.interval);
  if (!IsSurePause(gap_.verdict) || gap_.evidence.IsKnownSent()) gap_.verdict = scene.judge.Judge(gap_.evidence);
  runs_ = false;
  if (IsResumption()) return length;
  if (gap_.verdict.kind == GapKind::kFreeze) {
    scene.events.AddFrozen(gap_.start, gap_.end);
    scene.judge.Remember(gap_);
  } else {
    scene.judge.RememberPause(gap_.end);
  }
  ReportEnd(scene.judge.min_pause_ms(), scene.events);
  return length;
}

void RunningGap::Close(CloseReason reason, double min_pause_ms, FreezeEvents& events) {
  if (runs_ && reported_) {
    gap_.evidence.over = true;
    gap_.to_stream_end = reason == CloseReason::kStreamEnded;
    ReportEnd(min_pause_ms, events);
  }
  runs_ = false;
}

bool RunningGap::ContinuesIn(const IntervalFrames& rest, double ms) const {
  return gap_.verdict.kind != GapKind::kFreeze && rest.frames > 0 && rest.total_ms >= kParameters.repeat_share * ms * rest.frames;
}

void RunningGap::ExtendTo(double end) {
  gap_.end = end;
  gap_.duration_ms = end - gap_.start;
}

// Evidence for a later start. It keeps what was known before the gap.
GapEvidence RunningGap::EvidenceFrom(double start, const GapScene& scene) const {
  GapEvidence gap = scene.watch.Begin(start, scene.usual_gap.Mean());
  gap.before = gap_.evidence.before;
  return gap;
}

// The same picture still stands, now for another reason: the current event ends where `evidence` begins, at a poll.
void RunningGap::ContinueAs(const GapEvidence& evidence, const GapScene& scene) {
  ExtendTo(evidence.start);
  scene.judge.Remember(gap_);
  ReportEnd(scene.judge.min_pause_ms(), scene.events);
  reported_ = false;
  after_pause_ = gap_.verdict.kind != GapKind::kFreeze;
  gap_.precision = Precision::kPoll;
  gap_.start = evidence.start;
  gap_.evidence = evidence;
  quiet_.start = kUnknown;
}

// When in this interval the pause ended: with the sound, which a cut stops at once, or with the video that came.
double RunningGap::PauseEnd(const GapScene& scene) const {
  const PollDelta& delta = scene.interval.delta;
  const double cut = scene.interval_start + gap_.evidence.PartialAudioMs(delta);
  const bool came = delta.video_bytes > 0 && gap_.start <= scene.interval_start;  // in the gap
  return came ? std::max(cut, scene.interval.end - gap_.evidence.PartialVideoMs(delta)) : cut;
}

// Whether all has been well for so long during the freeze that it is a pause by now: the sender shows nothing any more.
bool RunningGap::FollowQuiet(const GapScene& scene, const VideoPoll& now, const ConnectionPoll& connection) {
  const PollDelta& delta = scene.interval.delta;
  if (gap_.evidence.IsUnanswered() || delta.video_bytes != 0 || !(delta.audio_packets > 0) || scene.interval_start < gap_.start) {
    quiet_.start = kUnknown;
    return false;
  }
  if (!IsKnown(quiet_.start)) {
    // From where the sound came back, in this interval or the previous one.
    const double audio = gap_.evidence.PartialAudioMs(delta);
    const double audio_before = gap_.evidence.PartialAudioMs(scene.watch.newest().delta);
    quiet_ = EvidenceFrom(audio > 0 ? scene.interval.end - audio : scene.interval_start - audio_before, scene);
    before_quiet_ = gap_.verdict;
  }
  scene.watch.Extend(quiet_, scene.interval, now, connection);
  return IsSurePause(scene.judge.Judge(quiet_));
}

void RunningGap::ReportStart(FreezeEvents& events) {
  reported_ = true;
  reported_kind_ = gap_.verdict.kind;
  events.Add(Phase::kStart, gap_);
}

void RunningGap::ReportEnd(double min_pause_ms, FreezeEvents& events) {
  if (reported_ && reported_kind_ != gap_.verdict.kind) Retract(events);
  if (!reported_ && gap_.verdict.kind != GapKind::kFreeze && gap_.duration_ms < min_pause_ms) return;
  events.Add(Phase::kEnd, gap_);
}

// What was reported of the gap was wrong: end it with zero duration.
void RunningGap::Retract(FreezeEvents& events) {
  FreezeEvent none = gap_;
  none.verdict.kind = reported_kind_;
  none.end = none.start;
  none.duration_ms = 0;
  events.Add(Phase::kEnd, none);
  reported_ = false;
}

}  // namespace rtc_vitals
