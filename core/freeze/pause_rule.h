// Whether a gap between two frames was a freeze, or the sender had nothing to show.
#ifndef RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_
#define RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_

#include <optional>

#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

// A picture that stands is a freeze when frames were on their way: they came and were not shown, or were lost, or nothing at all came through. It is none when
// the stream fell silent while everything around it stayed well. Where the counters cannot tell, the confidence is low.
class PauseRule {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them.
  struct Parameters {
    double cut_ms = 400;            // so long without any packet of the connection is no pause: audio sends 50 a second, RTCP and STUN go on without it
                                    // [half: none; twice: cuts told 0.2 s later]
    double packet_margin_ms = 200;  // the last packets of a stream come so much later than its last whole frame [neither]
    double silent_flow = 0.1;       // of the usual packets: less is silence, and may be probes and padding [neither]
    double full_flow = 0.5;         // of the usual packets: with more than this they went on coming [neither]
    double sound_flow = 0.8;        // of the usual audio packets: with so many the sound is well,
                                    // [half: at 2 s polls a freeze missed; twice, which is never: 191 pauses as freezes]
    double sound_loss = 0.05;       // unless more than this share of them was lost [neither]
    double late_share = 0.8;        // of the usual frames: where so many came all the same they were late, not missing;
                                    // [half: 24 freezes invented; twice, which is never: 4 missed]
    double min_frame_rate = 4;      // but only if there were so many a second before, [neither]
    double steady_share = 0.5;      // and so much of the usual pace up to the gap: a paused sender may repeat a frame a second (Firefox)
                                    // [half: none; twice: at 2 s polls 5 freezes missed]
    double min_beat_ms = 800;       // such a second is so long at the least, [half: 2 freezes missed; twice, which is never: none at these polls]
    double max_beat_ms = 1250;      // and at the most; [half, which is never: none at these polls; twice: at 2 s polls a freeze is cut short by 1.5 s]
    double beat_factor = 1.2;       // or so many times the mean of the seconds before [neither]
    double min_reports = 2;         // sender reports tell what was sent from the second one on
    double stray_nacks = 1;         // retransmissions asked for: so few tell nothing [half: none; twice: a freeze is cut short by 3.5 s]
    Rise buffer = {1.5, 60};        // of the time that a frame waits in the jitter buffer: packets come late
                                    // [half: 5 pauses as freezes; twice: a freeze missed]
    double quiet_ms = 5000;         // a path in trouble shows a loss, a late packet or a slow answer within that [neither]
    double sure_ms = 2000;          // a silence so long with sound audio is a pause for sure [half: 1.6 s of freezes as pauses; twice: none, but known later]
  };

  // The verdict's cause is set for what is no freeze only.
  GapVerdict Judge(const GapEvidence& gap, const PictureHints& hints) const;

  // Nothing at all comes over the connection, and that is no open path without media.
  bool IsCut(const GapEvidence& gap) const;

 private:
  bool IsSilent(const GapEvidence& gap) const;
  bool IsTroubled(const GapEvidence& gap) const;
  bool IsBeat(const GapEvidence& gap) const;
  bool IsUneven(const GapEvidence& gap) const;
  std::optional<GapVerdict> JudgeReports(const GapEvidence& gap, bool sound_comes) const;
  GapVerdict JudgeSilence(const GapEvidence& gap) const;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_
