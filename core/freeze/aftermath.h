// What stops the picture again soon after the network stopped it.
#ifndef RTC_VITALS_CORE_FREEZE_AFTERMATH_H_
#define RTC_VITALS_CORE_FREEZE_AFTERMATH_H_

#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

// A queue drains, a key frame is missing, the sender skips frames until its bandwidth estimate has grown back: what follows a freeze and shows no other
// cause clearly has the cause of that one. Of one stream.
class Aftermath {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double near_ms = 3000;            // a gap that begins so soon after the freeze is near it [half: 4 gaps of a queue as jitter; twice: 2 losses as a cut]
    double recovery_ms = 30000;       // so long after it a sender may still recover: its bandwidth estimate grows by 8 % a second (draft-ietf-rmcat-gcc-02, 5.5)
    double recovered_share = 0.5;     // of the bitrate before: a sender that sends less has not recovered
                                      // [half: 8 freezes missed; twice: 9 of a queue as cut or loss]
    double full_flow = 0.5;           // of the usual packets: with so many they go on coming [neither]
    double trickle_frame_rate = 1.2;  // a second: a paused Firefox repeats one, so that no more than this may be a pause
                                      // [half: 8 pauses as freezes; twice: none]
    double standstill_ms = 1000;      // a picture that moves for less than this between two freezes still stands
                                      // [half: 2 gaps of a queue as jitter; twice: none]
  };

  // A freeze ended, or a pause that took over from one.
  void Remember(const FreezeEvent& freeze);

  // Whether a gap that by itself looks like the sender's silence is part of it. `min_pause_ms`: shorter silences are no pause.
  bool Continues(const GapEvidence& gap, double min_pause_ms) const;

  // Whether a freeze that by itself has this verdict is part of it.
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
