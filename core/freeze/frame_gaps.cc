#include "core/freeze/frame_gaps.h"

#include <algorithm>
#include <utility>

#include "core/base/growth.h"
#include "core/base/units.h"
#include "core/freeze/freeze_threshold.h"
#include "core/freeze/longest_gap.h"

namespace rtc_vitals {
namespace {

// Frames decoded or, if these are not counted, estimated from framesPerSecond.
double NewFrames(const VideoPoll& before, const VideoPoll& now) {
  const double decoded = Growth(before.framesDecoded, now.framesDecoded);
  return IsKnown(decoded) ? decoded : now.framesPerSecond * (now.timestamp - before.timestamp) / kMsPerSecond;
}

// Adds the browser's own counts.
void AddBrowsersCounts(const VideoPoll& before, const VideoPoll& now, IntervalFrames& gaps) {
  gaps.browser_pauses = Growth(before.pauseCount, now.pauseCount);
  gaps.browser_freezes = Growth(before.freezeCount, now.freezeCount) + KnownOr(gaps.browser_pauses, 0);
  gaps.browser_frozen_ms = kMsPerSecond * (Growth(before.totalFreezesDuration, now.totalFreezesDuration) +
                                   KnownOr(Growth(before.totalPausesDuration, now.totalPausesDuration), 0));
}

// Bounds of the longest gap, from the browser's sums (s and s^2) and, if it counted freezes, from those: the longest gap is one of them,
// except that a single one may belong to an earlier interval.
GapBounds LongestOf(const IntervalFrames& gaps, double sum, double squares, double threshold) {
  GapBounds bounds = LongestGap(gaps.frames, sum, squares);
  const bool is_longest = gaps.browser_freezes >= 2 || (gaps.browser_freezes == 1 && gaps.browser_frozen_ms >= bounds.min);
  if (!is_longest) return bounds;
  const double both = gaps.browser_freezes == 2 ? LongerOfTwo(gaps.frames, sum, squares, gaps.browser_frozen_ms / kMsPerSecond) : kUnknown;
  // Each of the others lasted at least the minimum of a freeze, which is our threshold if all of them can have reached it.
  const double others = gaps.browser_freezes - 1;
  const double each = gaps.browser_frozen_ms / gaps.browser_freezes;
  const double max = gaps.browser_frozen_ms - others * (each >= threshold ? threshold : std::min(each, FreezeThreshold().min_increase_ms));
  bounds.max = std::min(KnownOr(both, bounds.max), max);
  return bounds;
}

}  // namespace

IntervalFrames IntervalFrames::After(double first_ms) const {
  IntervalFrames rest = *this;
  rest.frames -= 1;
  rest.total_ms = std::max(0.0, total_ms - first_ms);
  rest.squares_ms2 -= first_ms * first_ms;
  rest.browser_freezes -= 1;
  rest.browser_frozen_ms -= first_ms;
  const GapBounds bounds = LongestGap(rest.frames, rest.total_ms / kMsPerSecond, rest.squares_ms2 / (kMsPerSecond * kMsPerSecond));
  rest.longest_ms = bounds.max;
  rest.sure_longest_ms = bounds.min;
  return rest;
}

void FrameGaps::Start(const VideoPoll& now) { clock_.Update(now.timestamp, now.totalInterFrameDelay); }

IntervalFrames FrameGaps::Update(const VideoPoll& before, const VideoPoll& now, double usual_gap, double threshold) {
  IntervalFrames gaps;
  gaps.frames = NewFrames(before, now);
  gaps.previous_frame = LastFrame();
  const bool timed = IsKnown(clock_.last_frame());
  clock_.Update(now.timestamp, now.totalInterFrameDelay);
  if (!IsKnown(now.totalInterFrameDelay)) stall_.Update(now.timestamp, gaps.frames, usual_gap);
  gaps.last_frame = LastFrame();
  gaps.exact = timed && IsKnown(clock_.last_frame()) && !clock_.reanchored();

  AddBrowsersCounts(before, now, gaps);

  // A frame that was decoded while the sum stood still is not handed on yet: it belongs to the interval in which the sum grows.
  const double sum = Growth(before.totalInterFrameDelay, now.totalInterFrameDelay);
  const bool handed_on = !(sum == 0) || !timed;
  if (handed_on) gaps.frames += std::exchange(decoded_ahead_, 0);
  else if (gaps.frames > 0) decoded_ahead_ += std::exchange(gaps.frames, 0);
  if (sum > 0 && !(gaps.frames >= 1)) gaps.frames = 1;
  if (!(gaps.frames > 0)) return gaps;

  const double squares = Growth(before.totalSquaredInterFrameDelay, now.totalSquaredInterFrameDelay);
  gaps.squares_ms2 = kMsPerSecond * kMsPerSecond * squares;
  gaps.total_ms = IsKnown(sum) ? kMsPerSecond * sum : gaps.last_frame - gaps.previous_frame;
  const GapBounds bounds = LongestOf(gaps, sum, squares, threshold);
  const double rest = std::max(0.0, gaps.frames - 1) * KnownOr(usual_gap, gaps.total_ms / gaps.frames);
  gaps.longest_ms = IsKnown(bounds.max) ? bounds.max : std::max(0.0, gaps.total_ms - rest);
  gaps.sure_longest_ms = IsKnown(bounds.min) ? bounds.min : gaps.longest_ms;
  return gaps;
}

}  // namespace rtc_vitals
