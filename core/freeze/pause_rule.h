// Decides whether a gap between two frames was a freeze or a pause of the sender.
#ifndef RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_
#define RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_

#include <optional>

#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

// A gap is a freeze if frames were on their way: they arrived and were not shown, or were lost, or nothing at all got through. It is a
// pause if the stream fell silent while everything around it stayed well. If the counters cannot tell, the confidence is low.
class PauseRule {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  struct Parameters {
    double cut_ms = 400;            // this long without any packet on the connection is no pause: audio sends 50 a second, RTCP and STUN
                                    // continue without it
                                    // [half: none; twice: cuts reported 0.2 s later]
    double packet_margin_ms = 200;  // the last packets of a stream arrive at most this much later than its last whole frame [neither]
    double silent_flow = 0.1;       // of the usual packets: less is silence, possibly probes and padding [neither]
    double full_flow = 0.5;         // of the usual packets: at this flow they kept coming [neither]
    double audio_flow = 0.8;        // of the usual audio packets: with this many the audio is well,
                                    // [half: at 2 s polls a freeze missed; twice, which is never reached: 191 pauses as freezes]
    double audio_loss = 0.05;       // unless more than this share of them was lost [neither]
    double late_share = 0.8;        // of the usual frames: if this many came, they were late, not missing;
                                    // [half: 24 freezes invented; twice, which is never reached: 4 missed]
    double min_frame_rate = 4;      // but only if there were this many a second before, [neither]
    double steady_share = 0.5;      // and this share of the usual rate up to the gap: a paused sender may repeat one frame a second
                                    // (Firefox)
                                    // [half: none; twice: at 2 s polls 5 freezes missed]
    double min_repeat_ms = 800;     // such a second is at least this long,
                                    // [half: 2 freezes missed; twice, which never fits: none at these polls]
    double max_repeat_ms = 1250;    // at most this long, [half, which never fits: none at these polls; twice: at 2 s polls a freeze is cut
                                    // short by 1.5 s]
    double repeat_factor = 1.2;     // and at most this many times the mean gap before, unless hardly any bytes came [neither]
    double min_reports = 2;         // sender reports show what was sent from the second one on
    double stray_nacks = 1;         // retransmission requests: this few prove nothing [half: none; twice: a freeze is cut short by 3.5 s]
    Rise buffer = {1.5, 60};        // of a frame's time in the jitter buffer: packets come late
                                    // [half: 5 pauses as freezes; twice: a freeze missed]
    double quiet_ms = 5000;         // a path in trouble shows a loss, a late packet or a slow answer within this time [neither]
    double queued_rtts = 5;         // of the highest round trip: no queue holds both media longer than this
                                    // [of the role stacks: neither]
    double sure_ms = 2000;          // a silence this long with good audio is surely a pause
                                    // [half: 1.6 s of freezes as pauses; twice: none, but detected later]
  };

  // The cause is set only if the verdict is no freeze.
  GapVerdict Judge(const GapEvidence& gap, const PictureHints& hints) const;

  // Nothing at all arrives on the connection, and this is not an open path without media.
  bool IsCut(const GapEvidence& gap) const;

 private:
  bool IsSilent(const GapEvidence& gap) const;
  bool IsQueued(const GapEvidence& gap) const;
  bool IsTroubled(const GapEvidence& gap) const;
  bool IsRepeatedFrame(const GapEvidence& gap) const;
  bool IsUneven(const GapEvidence& gap) const;
  std::optional<GapVerdict> JudgeReports(const GapEvidence& gap, bool audio_comes) const;
  GapVerdict JudgeSilence(const GapEvidence& gap) const;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_PAUSE_RULE_H_
