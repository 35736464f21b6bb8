#include "core/freeze/gap_judge.h"

#include <algorithm>

#include "core/freeze/cause_classifier.h"
#include "core/freeze/pause_rule.h"

namespace rtc_vitals {

void GapJudge::BeginPoll(const PictureHints& hints, double min_pause_ms) {
  hints_ = hints;
  min_pause_ms_ = min_pause_ms;
}

GapVerdict GapJudge::Judge(const GapEvidence& gap) const {
  const GapVerdict verdict = PauseRule().Judge(gap, hints_);
  if (verdict.kind != GapKind::kFreeze) return !hints_.paused && aftermath_.Continues(gap, min_pause_ms_) ? aftermath_.verdict() : verdict;
  GapVerdict cause = CauseClassifier().Judge(gap);
  cause.confidence = std::min(cause.confidence, verdict.confidence);
  return aftermath_.Explains(gap, cause) ? aftermath_.verdict() : cause;
}

}  // namespace rtc_vitals
