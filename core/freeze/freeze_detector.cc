#include "core/freeze/freeze_detector.h"

#include <algorithm>
#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr FreezeDetector::Parameters kParameters;

}  // namespace

PictureState FreezeDetector::Update(const VideoPoll& now, const ConnectionPoll& connection, const FreezeParameters& parameters) {
  parameters_ = parameters;
  events_.Begin(before_.timestamp);
  paused_ = running_.IsPause();
  if (now.timestamp == before_.timestamp && started_) return {};
  if (!started_ || !Continues(now)) return Restart(now, connection);
  PictureHints hints = now.hints;
  hints.paused = hints.paused || (running_.runs() && judge_.paused());  // a picture that still stands after the pause has not resumed yet
  judge_.BeginPoll(hints, parameters.min_pause_ms);
  shows_newest_only_ = now.shows_newest_only;

  Interval interval{DeltaOf(before_, now, connection), {}, now.timestamp};
  interval.levels.Add(now, connection);
  interval.last_packet = connection.pairLastPacketReceivedTimestamp;
  const IntervalFrames frames = gaps_.Update(before_, now, usual_gap_.Mean(), Threshold());
  if (Slept(frames, interval.delta.ms, connection.sendBitrate)) return Reset(now);
  interval_ms_ = interval.delta.ms;
  send_bitrate_ = connection.sendBitrate;
  frames_since_pause_ = frames.browser_pauses > 0 ? 0 : frames_since_pause_ + KnownOr(frames.frames, 0);
  interval.explained = running_.runs() && running_.ExplainsInterval(frames, 1);
  const GapScene scene{interval, before_.timestamp, watch_, usual_gap_, judge_, events_};
  if (frames.frames > 0) TakeFrames(frames, scene);
  const double age = now.timestamp - frames.last_frame;
  if (!running_.runs() && age >= Threshold() && (frames.exact || frames.frames == 0)) running_.Begin(frames, scene);
  if (running_.runs()) running_.Watch(scene, now, connection);
  interval.paused = paused_ || running_.IsPause();
  watch_.Remember(interval, connection.pathChanged);
  before_ = now;
  perf_before_ = connection.perf;

  return StateOf(age);
}

// `age`: of the last frame, ms.
PictureState FreezeDetector::StateOf(double age) const {
  if (!IsKnown(age)) return {};
  const double frozen_ms = std::min(events_.frozen_ms(), interval_ms_);
  return {.frame_age_ms = std::max(0.0, age),
          .frozen_ms = frozen_ms,
          .is_frozen = frozen_ms >= parameters_.frozen_share * interval_ms_ ? 1.0 : 0.0};
}

bool FreezeDetector::Continues(const VideoPoll& now) const {
  return IsKnown(now.interval_ms) && !now.restarted && now.ssrc == before_.ssrc && !(now.framesDecoded < before_.framesDecoded);
}

// A page whose thread is blocked also polls late, but frames are decoded and packets are sent meanwhile.
bool FreezeDetector::Slept(const IntervalFrames& frames, double ms, double send_bitrate) const {
  const double late = ms - interval_ms_;
  const bool awake = send_bitrate > 0 && send_bitrate >= kParameters.awake_share * send_bitrate_;
  return late >= kParameters.sleep_ms && !awake && (frames.frames == 0 || frames.longest_ms >= late);
}

PictureState FreezeDetector::Restart(const VideoPoll& now, const ConnectionPoll& connection) {
  gaps_ = {};
  gaps_.Start(now);
  if (running_.runs()) running_.Prolong(std::max(0.0, KnownOr(FirstFrame(now, connection) - running_.gap().end, 0)));
  return Reset(now);
}

// Time of the first frame after the counters were reset while a gap ran, which it ended. Unknown if it cannot be determined.
double FreezeDetector::FirstFrame(const VideoPoll& now, const ConnectionPoll& connection) const {
  const double ms = now.timestamp - running_.gap().end;
  const double perf = connection.perf - perf_before_;
  if (!(now.totalInterFrameDelay < before_.totalInterFrameDelay) || !(now.framesDecoded > 1) ||
      std::abs(ms - perf) > kParameters.clock_step_ms) {
    return kUnknown;
  }
  const double mean_gap = now.totalInterFrameDelay / (now.framesDecoded - 1);
  return now.timestamp - kMsPerSecond * (now.totalInterFrameDelay + mean_gap / 2);  // assumes that the last frame is half a gap old
}

// Resets everything except the frame clock and the length of the last interval: a machine may wake for one poll and sleep again.
PictureState FreezeDetector::Reset(const VideoPoll& now) {
  EndRunning(CloseReason::kLostTrack);
  watch_ = {};
  usual_gap_ = {};
  judge_ = {};
  frames_since_pause_ = kUnknown;
  before_ = now;
  started_ = true;
  return {};
}

void FreezeDetector::Close() {
  EndRunning(CloseReason::kStreamEnded);
  started_ = false;
}

void FreezeDetector::EndRunning(CloseReason reason) {
  events_.Begin(before_.timestamp);
  running_.Close(reason, judge_.min_pause_ms(), events_);
}

bool FreezeDetector::OutlastsAbsence(const ConnectionPoll& connection) {
  const double ms = connection.perf - perf_before_;
  if (!running_.IsReportedCut() || connection.bytesReceivedDelta != 0 || !(ms > 0)) return false;
  running_.ProlongSilence(ms);
  perf_before_ = connection.perf;
  return true;
}

double FreezeDetector::Threshold() const {
  const double usual = usual_gap_.Mean();
  return IsKnown(usual) ? parameters_.threshold.Of(usual) : kParameters.first_gap_ms;
}

void FreezeDetector::TakeFrames(const IntervalFrames& frames, const GapScene& scene) {
  if (!running_.runs()) return JudgeInterval(frames, scene);
  const double min_ms = TrustsBrowser() ? parameters_.threshold.min_increase_ms : Threshold();
  const double length = running_.End(frames, scene);
  usual_gap_.Add(1, length);
  const IntervalFrames rest = frames.After(length);
  if (running_.ContinuesIn(rest, length)) judge_.RememberPause(rest.last_frame);
  const bool counted = rest.browser_freezes > 0 && rest.browser_frozen_ms >= min_ms;
  const bool froze = running_.gap().verdict.kind == GapKind::kFreeze && !running_.IsResumption();
  if (froze && (counted || IsSureOf(rest, Threshold()))) return JudgeOthers(rest, counted, scene);
  AddUsual(rest, 0, 0);
}

// Other freezes began and ended after the one that ran. (After a pause the first frames come unevenly.)
void FreezeDetector::JudgeOthers(const IntervalFrames& rest, bool counted, const GapScene& scene) {
  FreezeEvent others;
  others.precision = Precision::kInterval;
  others.count = counted ? rest.browser_freezes : 1;
  others.start = running_.gap().end;
  others.end = std::max(others.start, rest.last_frame);
  others.duration_ms = std::min(counted ? rest.browser_frozen_ms : rest.longest_ms, others.end - others.start);
  Interval later = scene.interval;
  later.explained = running_.ExplainsInterval(rest, others.count);
  others.evidence = watch_.Within(others.start, others.end, others.duration_ms / others.count, usual_gap_.Mean(), later);
  others.verdict = judge_.Judge(others.evidence);
  AddUsual(rest, others.count, others.duration_ms);
  if (others.verdict.kind == GapKind::kFreeze) {
    events_.AddFrozen(others.duration_ms);
    judge_.Remember(others);
    events_.Add(Phase::kEnd, others);
  }
}

// If every frame is handed on, the browser counts what was seen; otherwise its mean includes frames that nobody saw. Its mean also leaves
// out what it calls a pause, though the viewer saw that picture stand.
bool FreezeDetector::TrustsBrowser() const {
  return !shows_newest_only_ && parameters_.threshold.CoversBrowserFreezes() && !(frames_since_pause_ < UsualGap::Parameters().window);
}

// Whether the longest of a few gaps is known well enough to count it without the browser's count.
bool FreezeDetector::IsSureOf(const IntervalFrames& frames, double threshold) const {
  return frames.frames <= kParameters.few_frames && frames.longest_ms >= threshold &&
         frames.sure_longest_ms >= kParameters.few_share * threshold;
}

// `gaps` gaps between the frames of an interval lasted `ms` together; the others are assumed equal.
void FreezeDetector::AddUsual(const IntervalFrames& frames, double gaps, double ms) {
  const double others_ms = std::max(0.0, frames.total_ms - ms);
  const double others = frames.frames - gaps;
  usual_gap_.Add(gaps, ms);
  const double each = gaps > 0 ? ms / gaps : 0;
  usual_gap_.Add(ShownGaps(others, others_ms, frames.squares_ms2 - gaps * each * each), others_ms);
}

// How many of `gaps` gaps a viewer saw. Frames that came faster than ever, on average, came in bursts, and of a burst only the newest may
// be shown. Between bursts at equal distances there would be (sum of the gaps)^2 / (sum of their squares) gaps.
double FreezeDetector::ShownGaps(double gaps, double ms, double squares_ms2) const {
  if (!shows_newest_only_) return gaps;
  const double max = std::min(gaps, ms / kParameters.display_ms);
  const bool bursts = ms < gaps * usual_gap_.LowestMean() && squares_ms2 > 0;
  return bursts ? std::clamp(ms * ms / squares_ms2, kParameters.burst_share * max, max) : max;
}

void FreezeDetector::JudgeInterval(const IntervalFrames& frames, const GapScene& scene) {
  const double usual = usual_gap_.Mean();
  const double threshold = Threshold();
  const bool counted = frames.browser_freezes > 0 && frames.browser_frozen_ms > 0;
  AddUsual(frames, counted ? frames.browser_freezes : 1, counted ? frames.browser_frozen_ms : frames.longest_ms);
  const bool sure = IsKnown(frames.browser_freezes) ? counted || IsSureOf(frames, threshold)
                                                    : std::sqrt(frames.longest_ms * frames.sure_longest_ms) >= threshold;
  const bool trusted = counted && TrustsBrowser();
  if (!frames.exact || !(trusted || frames.longest_ms >= threshold) || !sure) return;
  FreezeEvent event;
  const bool all = trusted || (counted && frames.browser_frozen_ms >= frames.browser_freezes * threshold);
  event.count = all ? frames.browser_freezes : 1;
  event.duration_ms = std::min(all ? frames.browser_frozen_ms : frames.longest_ms, frames.total_ms);
  const bool located = Locate(frames, event);
  const double start = located ? event.start : std::max(before_.timestamp, frames.previous_frame);
  event.evidence = watch_.Within(start, event.end, event.duration_ms / event.count, usual, scene.interval);
  event.evidence.follows_pause = judge_.EndsPause(frames.previous_frame);
  event.verdict = judge_.Judge(event.evidence);
  if (event.verdict.kind == GapKind::kFreeze) {
    judge_.Remember(event);
    located ? events_.AddFrozen(event.start, event.end) : events_.AddFrozen(event.duration_ms);
  } else if (located || event.count == frames.frames) {
    judge_.RememberPause(event.end);
  }
  const bool short_pause = event.duration_ms < parameters_.min_pause_ms || event.count > 1;
  if (event.verdict.kind == GapKind::kFreeze || !short_pause) events_.Add(Phase::kEnd, event);
  paused_ = event.verdict.kind != GapKind::kFreeze && event.duration_ms >= event.count * parameters_.min_pause_ms;
}

// Finds where in the interval the gap lay. False if that is unknown: the event's bounds are then the last frames of this interval and of
// the previous one.
bool FreezeDetector::Locate(const IntervalFrames& frames, FreezeEvent& event) const {
  const double length = event.duration_ms;
  event.precision = Precision::kInterval;
  event.start = frames.previous_frame;
  event.end = frames.last_frame;
  if (event.count > 1) return false;
  // A gap so long that it must span the last poll began with the frame before that poll.
  if (frames.frames != 1 && before_.timestamp + length <= frames.last_frame) return false;
  event.precision = Precision::kExact;
  event.end = event.start + length;
  return true;
}

}  // namespace rtc_vitals
