#include "core/freeze/freeze_detector.h"

#include <algorithm>
#include <cmath>

#include "core/freeze/cause_classifier.h"

namespace rtc_vitals {
namespace {

constexpr FreezeDetector::Parameters kParameters;
constexpr FreezeEvent kNoFreeze;

bool IsSurePause(const GapVerdict& verdict) { return verdict.kind != GapKind::kFreeze && verdict.confidence == Confidence::kHigh; }

}  // namespace

PictureState FreezeDetector::Update(const VideoPoll& now, const ConnectionPoll& connection, const FreezeParameters& parameters) {
  parameters_ = parameters;
  events_.clear();
  frozen_ms_ = 0;
  if (now.timestamp == before_.timestamp && started_) return {};
  if (!started_ || !Continues(now)) return Restart(now, connection);
  paused_ = now.paused || (running_ && paused_);
  shows_newest_only_ = now.shows_newest_only;
  screenshare_ = now.screenshare;

  Interval interval{DeltaOf(before_, now, connection), {}, now.timestamp};
  interval.levels.Add(now, connection);
  interval.last_packet = connection.pairLastPacketReceivedTimestamp;
  const IntervalFrames frames = gaps_.Update(before_, now, usual_gap_.Mean(), Threshold());
  if (Slept(frames, interval.delta.ms)) return Forget(now, connection);
  interval_ms_ = interval.delta.ms;
  frames_since_pause_ = frames.browser_pauses > 0 ? 0 : frames_since_pause_ + KnownOr(frames.frames, 0);
  interval.explained = running_ && EndsLongGap(frames, 1);
  if (frames.frames > 0) TakeFrames(frames, interval);
  const double age = now.timestamp - frames.last_frame;
  if (!running_ && age >= Threshold() && (frames.exact || frames.frames == 0)) {
    running_ = true;
    told_ = after_pause_ = false;
    gap_ = kNoFreeze;
    gap_.precision = frames.exact ? Precision::kExact : Precision::kPoll;
    gap_.start = stands_since_ = frames.last_frame;
    gap_.evidence = watch_.Begin(gap_.start, usual_gap_.Mean(), interval);
    quiet_.start = kUnknown;
    gap_.evidence.follows_pause = EndsPause(gap_.start);
    if (gap_.evidence.follows_pause) gap_.verdict = {GapKind::kPaused, Cause::kSenderStopped, Confidence::kMedium};
  }
  if (running_) WatchRunning(interval, now, connection);
  watch_.Remember(interval, connection.pathChanged);
  before_ = now;
  perf_before_ = connection.perf;

  PictureState state;
  state.frame_age_ms = std::max(0.0, age);
  if (!IsKnown(age)) return state;
  state.frozen_ms = std::min(frozen_ms_, interval.delta.ms);
  state.is_frozen = state.frozen_ms >= parameters_.frozen_share * interval.delta.ms ? 1 : 0;
  return state;
}

bool FreezeDetector::Continues(const VideoPoll& now) const {
  return IsKnown(now.interval_ms) && !now.restarted && now.ssrc == before_.ssrc && !(now.framesDecoded < before_.framesDecoded);
}

// A page whose thread is blocked polls late, too; but frames are decoded meanwhile.
bool FreezeDetector::Slept(const IntervalFrames& frames, double ms) const {
  const double late = ms - interval_ms_;
  return late >= kParameters.sleep_ms && (frames.frames == 0 || frames.longest_ms >= late);
}

PictureState FreezeDetector::Restart(const VideoPoll& now, const ConnectionPoll& connection) {
  gaps_ = {};
  gaps_.Start(now);
  if (running_) StandUntil(std::max(gap_.end, KnownOr(FirstFrame(now, connection), gap_.end)));
  return Forget(now, connection);
}

// Of counters that began anew while a gap ran, whose end it is. Unknown where it cannot be told.
double FreezeDetector::FirstFrame(const VideoPoll& now, const ConnectionPoll& connection) const {
  const double ms = now.timestamp - gap_.end;
  const double perf = connection.perf - perf_before_;
  if (!(now.totalInterFrameDelay < before_.totalInterFrameDelay) || !(now.framesDecoded > 1) || std::abs(ms - perf) > kParameters.clock_step_ms) return kUnknown;
  const double mean_gap = now.totalInterFrameDelay / (now.framesDecoded - 1);
  return now.timestamp - 1000 * (now.totalInterFrameDelay + mean_gap / 2);  // the last one is taken to be half a gap old
}

// All but the clock of the frames, which goes on.
PictureState FreezeDetector::Forget(const VideoPoll& now, const ConnectionPoll& connection) {
  Close();
  watch_ = {};
  usual_gap_ = {};
  frames_since_pause_ = kUnknown;
  paused_until_ = kUnknown;
  interval_ms_ = kUnknown;
  aftermath_ = {};
  before_ = now;
  perf_before_ = connection.perf;
  started_ = true;
  return {};
}

void FreezeDetector::Close() {
  events_.clear();
  if (running_ && told_) {
    gap_.evidence.over = true;
    TellEnd(gap_);
  }
  running_ = started_ = false;
}

bool FreezeDetector::OutlastsAbsence(const ConnectionPoll& connection) {
  const double ms = connection.perf - perf_before_;
  if (!running_ || !told_ || gap_.verdict.cause != Cause::kNetworkCut || connection.bytesReceivedDelta != 0 || !(ms > 0)) return false;
  gap_.end += ms;
  gap_.duration_ms += ms;
  perf_before_ = connection.perf;
  return true;
}

double FreezeDetector::Threshold() const {
  const double usual = usual_gap_.Mean();
  return IsKnown(usual) ? parameters_.threshold.Of(usual) : kParameters.first_gap_ms;
}

GapVerdict FreezeDetector::Judge(const GapEvidence& gap) const {
  const GapVerdict verdict = PauseRule().Judge(gap, paused_, screenshare_);
  if (verdict.kind != GapKind::kFreeze) {
    return !paused_ && aftermath_.Continues(gap, parameters_.min_pause_ms) ? aftermath_.verdict() : verdict;
  }
  GapVerdict cause = CauseClassifier().Judge(gap);
  cause.confidence = std::min(cause.confidence, verdict.confidence);
  return aftermath_.Explains(gap, cause) ? aftermath_.verdict() : cause;
}

void FreezeDetector::TakeFrames(const IntervalFrames& frames, const Interval& interval) {
  if (!running_) return JudgeInterval(frames, interval);
  const double least = BelievesBrowser() ? parameters_.threshold.min_increase_ms : Threshold();
  const double length = EndRunning(frames, interval);
  usual_gap_.Add(1, length);
  const IntervalFrames rest = frames.After(length);
  const bool counted = rest.browser_freezes > 0 && rest.browser_frozen_ms >= least;
  if (IsMoreOf(length, rest)) paused_until_ = rest.last_frame;
  if (gap_.verdict.kind == GapKind::kFreeze && !IsResumption() && (counted || IsSureOf(rest, Threshold()))) return JudgeOthers(rest, counted, interval);
  AddUsual(rest, 0, 0);
}

// More than the freeze that ran: others began and ended since. (After a pause the first frames come unevenly.)
void FreezeDetector::JudgeOthers(const IntervalFrames& rest, bool counted, const Interval& interval) {
  FreezeEvent others;
  others.precision = Precision::kInterval;
  others.count = counted ? static_cast<int>(rest.browser_freezes) : 1;
  others.start = gap_.end;
  others.end = std::max(gap_.end, rest.last_frame);
  others.duration_ms = std::min(counted ? rest.browser_frozen_ms : rest.longest_ms, others.end - gap_.end);
  Interval later = interval;
  later.explained = EndsLongGap(rest, others.count);
  others.evidence = watch_.Within(gap_.end, others.end, others.duration_ms / others.count, usual_gap_.Mean(), later);
  others.verdict = Judge(others.evidence);
  AddUsual(rest, others.count, others.duration_ms);
  if (others.verdict.kind != GapKind::kFreeze) {
    if (later.explained) paused_until_ = others.end;
    return;
  }
  frozen_ms_ += others.duration_ms;
  aftermath_.Remember(others);
  Tell(Phase::kEnd, others);
}

// Where each frame is handed on, the browser's count is of what was seen; else its mean has frames that nobody saw. What it calls a pause its mean leaves out,
// though the viewer saw that picture stand.
bool FreezeDetector::BelievesBrowser() const {
  return !shows_newest_only_ && parameters_.threshold.IsTheBrowsers() && !(frames_since_pause_ < UsualGap::Parameters().window);
}

// Whether the longest of a few gaps is known so well that nobody else need have counted it.
bool FreezeDetector::IsSureOf(const IntervalFrames& frames, double threshold) const {
  return frames.frames <= kParameters.few_frames && frames.longest_ms >= threshold && frames.sure_longest_ms >= kParameters.few_share * threshold;
}

// Of the frames of an interval, `gaps` gaps lasted `ms` together, and the others were alike.
void FreezeDetector::AddUsual(const IntervalFrames& frames, double gaps, double ms) {
  const double others_ms = std::max(0.0, frames.total_ms - ms);
  const double others = frames.frames - gaps;
  usual_gap_.Add(gaps, ms);
  usual_gap_.Add(shows_newest_only_ ? std::min(others, others_ms / kParameters.display_ms) : others, others_ms);
}

// Returns how long the picture stood, ms.
double FreezeDetector::EndRunning(const IntervalFrames& frames, const Interval& interval) {
  const double so_far = before_.timestamp - stands_since_;
  double length = KnownOr(frames.longest_ms, interval.end - stands_since_);
  if (frames.browser_freezes == 1 && std::abs(frames.browser_frozen_ms - length) < kParameters.match_ms) length = frames.browser_frozen_ms;
  length = std::clamp(length, so_far, std::max(so_far, interval.end - stands_since_));
  StandUntil(stands_since_ + length);
  watch_.Finish(gap_.evidence, gap_.end, interval);
  if (!IsSurePause(gap_.verdict)) gap_.verdict = Judge(gap_.evidence);
  running_ = false;
  if (IsResumption()) return length;
  if (gap_.verdict.kind == GapKind::kFreeze) {
    AddFrozen(gap_.start, gap_.end);
    aftermath_.Remember(gap_);
  } else {
    paused_until_ = gap_.end;
  }
  TellEnd(gap_);
  return length;
}

void FreezeDetector::JudgeInterval(const IntervalFrames& frames, const Interval& interval) {
  const double usual = usual_gap_.Mean();
  const double threshold = Threshold();
  const bool counted = frames.browser_freezes > 0 && frames.browser_frozen_ms > 0;
  AddUsual(frames, counted ? frames.browser_freezes : 1, counted ? frames.browser_frozen_ms : frames.longest_ms);
  const bool sure = IsKnown(frames.browser_freezes) ? counted || IsSureOf(frames, threshold) : std::sqrt(frames.longest_ms * frames.sure_longest_ms) >= threshold;
  const bool believed = counted && BelievesBrowser();
  if (!frames.exact || !(believed || frames.longest_ms >= threshold) || !sure) return;
  FreezeEvent event;
  const bool all = believed || (counted && frames.browser_frozen_ms >= frames.browser_freezes * threshold);
  event.count = all ? static_cast<int>(frames.browser_freezes) : 1;
  event.duration_ms = std::min(all ? frames.browser_frozen_ms : frames.longest_ms, frames.total_ms);
  const bool located = Locate(frames, event);
  const double start = located ? event.start : std::max(before_.timestamp, frames.previous_frame);
  event.evidence = watch_.Within(start, event.end, event.duration_ms / event.count, usual, interval);
  event.evidence.follows_pause = EndsPause(frames.previous_frame);
  event.verdict = Judge(event.evidence);
  if (event.verdict.kind == GapKind::kFreeze) {
    aftermath_.Remember(event);
    if (located) AddFrozen(event.start, event.end);
    else frozen_ms_ += event.duration_ms;
  } else if (located || event.count == frames.frames) {
    paused_until_ = event.end;
  }
  const bool short_pause = event.duration_ms < parameters_.min_pause_ms || event.count > 1;
  if (event.verdict.kind == GapKind::kFreeze || !short_pause) Tell(Phase::kEnd, event);
}

// Where in the interval the gap lay. False when that cannot be told, and the event's bounds are the last frames of this interval and of the one before.
bool FreezeDetector::Locate(const IntervalFrames& frames, FreezeEvent& event) const {
  const double length = event.duration_ms;
  event.precision = Precision::kInterval;
  event.start = frames.previous_frame;
  event.end = frames.last_frame;
  if (event.count > 1) return false;
  // So long that it must span the last poll: then it began with the frame before that.
  if (frames.frames != 1 && before_.timestamp + length <= frames.last_frame) return false;
  event.precision = Precision::kExact;
  event.end = event.start + length;
  return true;
}

void FreezeDetector::WatchRunning(const Interval& interval, const VideoPoll& now, const ConnectionPoll& connection) {
  const GapVerdict before = gap_.verdict;
  watch_.Extend(gap_.evidence, interval, now, connection);
  gap_.verdict = Judge(gap_.evidence);
  // A cut stops the sound at once: what stood before it with sound was paused, however short.
  const bool cut = before.kind == GapKind::kPaused && before.confidence == Confidence::kMedium && PauseRule().IsCut(gap_.evidence);
  const bool unshown = IsSurePause(before) && !paused_ && interval.delta.received >= kParameters.unshown_frames;
  if (unshown || ((IsSurePause(before) || cut) && gap_.verdict.kind == GapKind::kFreeze)) {
    gap_.verdict = before;
    GoOnAs(GapFrom(PauseEnd(interval), interval));
    watch_.Extend(gap_.evidence, interval, now, connection);
    gap_.verdict = Judge(gap_.evidence);
  } else if (gap_.verdict.kind == GapKind::kFreeze && IsQuiet(interval, now, connection)) {
    GoOnAs(quiet_);
    gap_.verdict = Judge(gap_.evidence);
  }
  StandUntil(now.timestamp);
  if (gap_.verdict.kind == GapKind::kFreeze && !IsResumption()) AddFrozen(gap_.start, gap_.end);
  if (told_ && told_kind_ != gap_.verdict.kind) Retract();
  const double least_freeze = after_pause_ ? kParameters.resume_ms : kParameters.tell_ms;
  const double least = gap_.verdict.kind == GapKind::kFreeze ? least_freeze : parameters_.min_pause_ms;
  const bool sure = gap_.verdict.confidence != Confidence::kLow && gap_.duration_ms >= least;
  if (told_ || (!sure && gap_.duration_ms < kParameters.tell_anyway_ms)) return;
  told_ = true;
  told_kind_ = gap_.verdict.kind;
  Tell(Phase::kStart, gap_);
}

// Where in this interval: with the sound, which a cut takes at once, or with the video that came.
double FreezeDetector::PauseEnd(const Interval& interval) const {
  const double cut = before_.timestamp + gap_.evidence.PartialSoundMs(interval.delta);
  const bool came = interval.delta.video_bytes > 0 && gap_.start <= before_.timestamp;  // in the gap
  return came ? std::max(cut, interval.end - gap_.evidence.PartialVideoMs(interval.delta)) : cut;
}

void FreezeDetector::StandUntil(double end) {
  gap_.end = end;
  gap_.duration_ms = end - gap_.start;
}

// A gap within the one that runs. What came before is known of that one.
GapEvidence FreezeDetector::GapFrom(double start, const Interval& interval) const {
  GapEvidence gap = watch_.Begin(start, usual_gap_.Mean(), interval);
  gap.before = gap_.evidence.before;
  return gap;
}

// The same picture still stands, now for another reason: what ran ends where `evidence` begins, at a poll.
void FreezeDetector::GoOnAs(const GapEvidence& evidence) {
  StandUntil(evidence.start);
  if (gap_.verdict.kind == GapKind::kFreeze) aftermath_.Remember(gap_);
  TellEnd(gap_);
  told_ = false;
  after_pause_ = gap_.verdict.kind != GapKind::kFreeze;
  gap_ = kNoFreeze;
  gap_.precision = Precision::kPoll;
  gap_.start = evidence.start;
  gap_.evidence = evidence;
  quiet_.start = kUnknown;
}

// A freeze in which all is well again, but for a sender that shows nothing any more.
bool FreezeDetector::IsQuiet(const Interval& interval, const VideoPoll& now, const ConnectionPoll& connection) {
  const bool silent = interval.delta.video_bytes == 0 && interval.delta.audio_packets > 0 && before_.timestamp >= gap_.start;
  if (!silent) {
    quiet_.start = kUnknown;
    return false;
  }
  if (!IsKnown(quiet_.start)) {
    // From where the sound came back, in this interval or the one before.
    const double sound = gap_.evidence.PartialSoundMs(interval.delta);
    quiet_ = GapFrom(sound > 0 ? interval.end - sound : before_.timestamp - gap_.evidence.PartialSoundMs(watch_.newest().delta), interval);
  }
  watch_.Extend(quiet_, interval, now, connection);
  return IsSurePause(Judge(quiet_));
}

// The part of it that lies in this interval.
void FreezeDetector::AddFrozen(double start, double end) { frozen_ms_ += std::max(0.0, end - std::max(start, before_.timestamp)); }

void FreezeDetector::Tell(Phase phase, const FreezeEvent& event) {
  events_.push_back(event);
  events_.back().phase = phase;
}

void FreezeDetector::TellEnd(const FreezeEvent& event) {
  if (told_ && told_kind_ != event.verdict.kind) Retract();
  if (!told_ && event.verdict.kind != GapKind::kFreeze && event.duration_ms < parameters_.min_pause_ms) return;
  Tell(Phase::kEnd, event);
}

// What was told of the running gap was wrong.
void FreezeDetector::Retract() {
  FreezeEvent none = gap_;
  none.verdict.kind = told_kind_;
  none.end = none.start;
  none.duration_ms = 0;
  Tell(Phase::kEnd, none);
  told_ = false;
}

}  // namespace rtc_vitals
