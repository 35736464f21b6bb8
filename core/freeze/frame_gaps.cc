#include "core/freeze/frame_gaps.h"

#include <algorithm>
#include <utility>

#include "core/base/growth.h"

namespace rtc_vitals {
namespace {

// Frames decoded, or where that is not counted, those the gauge speaks of.
double NewFrames(const VideoPoll& before, const VideoPoll& now) {
  const double decoded = Growth(before.framesDecoded, now.framesDecoded);
  return IsKnown(decoded) ? decoded : now.framesPerSecond * (now.timestamp - before.timestamp) / 1000;
}

}  // namespace

IntervalFrames IntervalFrames::After(double first_ms) const {
  IntervalFrames rest = *this;
  rest.frames -= 1;
  rest.total_ms = std::max(0.0, total_ms - first_ms);
  rest.squares_ms2 -= first_ms * first_ms;
  rest.browser_freezes -= 1;
  rest.browser_frozen_ms -= first_ms;
  const GapBounds bounds = LongestGap(rest.frames, rest.total_ms / 1000, rest.squares_ms2 / 1e6);
  rest.longest_ms = bounds.most;
  rest.sure_longest_ms = bounds.least;
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

  gaps.browser_pauses = Growth(before.pauseCount, now.pauseCount);
  gaps.browser_freezes = Growth(before.freezeCount, now.freezeCount) + KnownOr(gaps.browser_pauses, 0);
  gaps.browser_frozen_ms = 1000 * (Growth(before.totalFreezesDuration, now.totalFreezesDuration) +
                                   KnownOr(Growth(before.totalPausesDuration, now.totalPausesDuration), 0));

  const double total = Growth(before.totalInterFrameDelay, now.totalInterFrameDelay);
  const bool handed_on = !(total == 0) || !timed;
  if (handed_on) gaps.frames += std::exchange(decoded_ahead_, 0);
  else if (gaps.frames > 0) decoded_ahead_ += std::exchange(gaps.frames, 0);
  if (total > 0 && !(gaps.frames >= 1)) gaps.frames = 1;
  if (gaps.frames > 0) {
    const double squares = Growth(before.totalSquaredInterFrameDelay, now.totalSquaredInterFrameDelay);
    gaps.squares_ms2 = 1e6 * squares;
    gaps.total_ms = IsKnown(total) ? 1000 * total : gaps.last_frame - gaps.previous_frame;
    GapBounds bounds = LongestGap(gaps.frames, total, squares);
    if (gaps.browser_freezes >= 2) {
      const double both = gaps.browser_freezes == 2 ? LongerOfTwo(gaps.frames, total, squares, gaps.browser_frozen_ms / 1000) : kUnknown;
      // The longest leaves to every other what a freeze lasts at least, by our threshold if all can have passed that.
      const double others = gaps.browser_freezes - 1;
      const double each = gaps.browser_frozen_ms / gaps.browser_freezes;
      const double most = gaps.browser_frozen_ms - others * (each >= threshold ? threshold : std::min(each, FreezeThreshold().min_increase_ms));
      bounds.most = std::min(KnownOr(both, bounds.most), most);
      bounds.least = std::min(bounds.least, bounds.most);
    }
    const double rest = std::max(0.0, gaps.frames - 1) * KnownOr(usual_gap, gaps.total_ms / gaps.frames);
    gaps.longest_ms = IsKnown(bounds.most) ? bounds.most : std::max(0.0, gaps.total_ms - rest);
    gaps.sure_longest_ms = IsKnown(bounds.least) ? bounds.least : gaps.longest_ms;
  }
  return gaps;
}

}  // namespace rtc_vitals
