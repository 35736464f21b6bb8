// Recognises freezes that are the aftermath of an earlier network freeze.
#ifndef RTC_VITALS_CORE_FREEZE_AFTERMATH_H_
#define RTC_VITALS_CORE_FREEZE_AFTERMATH_H_

#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

// After a network freeze the picture may stop again: a queue drains, a key frame is missing, or the sender skips frames until its bandwidth
// estimate has recovered. A later gap without a clear cause of its own gets the cause of that freeze. One object per stream.
class Aftermath {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double near_ms = 3000;            // a gap that begins this soon after the freeze is near it
                                      // [half: 4 congestion gaps as jitter; twice: 2 losses as a cut]
    double recovery_ms = 30000;       // a sender may take this long to recover: its bandwidth estimate grows by 8 % a second
                                      // (draft-ietf-rmcat-gcc-02, 5.5)
    double recovered_share = 0.5;     // of the bitrate before the freeze: a sender below this has not recovered
                                      // [half: 8 freezes missed; twice: 9 congestion gaps as cut or loss]
    double full_flow = 0.5;           // of the usual packets: at this flow they keep coming [neither]
    double trickle_frame_rate = 1.2;  // per second: a paused Firefox repeats one frame a second, so this or less may be a pause
                                      // [half: 8 pauses as freezes; twice: none]
    double standstill_ms = 1000;      // a picture that moves for less than this between two freezes counts as still standing
                                      // [half: 2 congestion gaps as jitter; twice: none]
  };

  // Call at the end of a freeze, or of a pause that followed a freeze directly.
  void Remember(const FreezeEvent& freeze);

  // Whether a gap that looks like a silent sender belongs to the aftermath. Silences shorter than `min_pause_ms` are no pause.
  bool Continues(const GapEvidence& gap, double min_pause_ms) const;

  // Whether a freeze whose own verdict is `own` belongs to the aftermath.
  bool Explains(const GapEvidence& gap, const GapVerdict& own) const;

  GapVerdict verdict() const { return {GapKind::kFreeze, cause_, Confidence::kMedium}; }

 private:
  bool IsNear(const GapEvidence& gap) const;
  bool IsRecovering(const GapEvidence& gap) const;

  Cause cause_ = Cause::kUnknown;
  double end_ = kUnknown;   // of the freeze
  double pace_ = kUnknown;  // video bytes per ms before it
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_AFTERMATH_H_
