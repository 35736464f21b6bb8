// What stops the picture again soon after the network stopped it.
#ifndef RTC_VITALS_CORE_FREEZE_AFTERMATH_H_
#define RTC_VITALS_CORE_FREEZE_AFTERMATH_H_

#include "core/freeze/freeze_event.h"

namespace rtc_vitals {

// A queue drains, a key frame is missing, the sender skips frames until its bandwidth estimate has grown back: what follows a freeze and shows no other
// cause clearly has the cause of that one. Of one stream.
class Aftermath {
 public:
  struct Parameters {
    double near_ms = 3000;            // a gap that begins so soon after the freeze is near it
    double recovery_ms = 30000;       // so long after it a sender may still recover: its bandwidth estimate grows by 8 % a second (draft-ietf-rmcat-gcc-02, 5.5)
    double recovered_share = 0.5;     // of the bitrate before the freeze: a sender that sends less has not recovered
    double full_flow = 0.5;           // of the usual packets: with so many they go on coming
    double trickle_frame_rate = 1.2;  // frames a second: a paused Firefox repeats one a second, so that no more than this may be a pause
    double standstill_ms = 1000;      // a picture that moves for less than this between two freezes still stands
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
