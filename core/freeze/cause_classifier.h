// Finds the cause of a freeze.
#ifndef RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_
#define RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_

#include <optional>

#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

// Applies the first rule that matches, ordered from the least doubt to the most: nothing arrived at all; media arrived, and its frames
// failed after the network; packets were lost or the path slowed down; packets came late. High confidence requires two independent members
// that agree.
class CauseClassifier {
 public:
  // In brackets: what goes wrong on the recorded calls (`npm run score`) with half and with twice the value, if it was tuned on them.
  // "Sure" is the confidence.
  struct Parameters {
    double cut_ms = 500;             // without any packet on the connection; less: no cut
                                     // [half: 14 losses, 5 congestions as cuts; twice: a cut as starvation]
    double sure_cut_ms = 1000;       // without any packet: a sure cut [half: 2 wrong cuts are sure; twice: 4 real ones are not]
    double cut_share = 0.25;         // of the gap must be silent for a cut: an overloaded path is silent for a while, too,
                                     // [half: none; twice: at 2 s polls 5 cuts as congestion]
    double cut_share_of_slow = 0.5;  // the same if the path answered slowly before the silence [half: a congestion as a cut; twice: none]
    double cut_share_of_tcp = 0.75;  // the same if packets come over TCP [of the role stacks: half: 7 congestions as cuts;
                                     // twice, which TCP never reaches: none]
    double full_flow = 0.5;          // of the usual packets: the path delivers
                                     // [half: 1 congestion as starvation; twice: 44 starvations, 12 failures unknown]
    double thin_flow = 0.3;          // of the usual packets: below this the network hardly delivers
                                     // [half: 6 congestions less sure; twice: none]
    double clean_loss = 0.01;        // up to this share of lost packets loss is not the cause
                                     // [neither: no recording loses a few while a decoder fails]
    double long_since_ms = 3000;     // a loss this long ago is not the cause either: a browser asks for a key frame again after 3 s
                                     // (libwebrtc, kMaxWaitForFrame) [of the role stacks: half: none; twice: 3 starvations as losses]
    double audio_loss = 0.05;        // up to this share of lost sound, which is never retransmitted, loss is not the cause
                                     // [of the role stacks: neither]
    double min_key_requests = 2;     // PLIs: a failing decoder keeps asking, libwebrtc at most once in 0.2 s or so
    double min_failed_frames = 2;    // handed to the decoder and not decoded [half: none; twice: a failure as starvation]
    double min_waiting_frames = 5;   // received but not decoded, more than a jitter buffer absorbs or releases,
                                     // [half: none; twice: 3 overloads as jitter]
    double waiting_share = 0.25;     // and this share of those received [half: none; twice: 11 overloads as jitter]
    double busy_share = 0.8;         // of the time between frames spent decoding: the decoder cannot keep up (client-monitor-js uses the
                                     // same)
    double idle_share = 0.2;         // of that time: below this the decoder has time to spare [half: none; twice: an overload less sure]
    double held_share = 0.8;         // of the gap: the jitter buffer was told to hold each frame this much longer than before
                                     // [neither; 0: 3 overloads unknown]
    double queued_ms = 500;          // of sound that neither arrived nor was lost; jitter buffers rarely hold more
                                     // [half: 65 jitter gaps as congestion; twice: 27 congestions as jitter]
    double queued_lossy_ms = 200;    // the same if packets are lost and the sound that comes is late: a queue overflows
                                     // [half: none; twice: 7 congestions as losses]
    double uncounted_ms = 1000;      // of sound that neither arrived nor was counted as lost: 50 packets, the longest run that libwebrtc
                                     // counts
    double uncounted_silent_ms = 250;  // without any packet at a poll within the gap: this sound was cut off
                                       // [half: none; twice: at 2 s polls a cut as congestion]
    double outgoing_drop = 0.5;      // of its earlier value: the bandwidth estimate fell this far
                                     // [half: 4 congestions less sure; twice, no fall: none]
    Rise queue_rtt = {1, 1300};      // the path answers this slowly only if a queue holds the packets
                                     // [half: 41 jitter gaps as congestion; twice, of the role stacks: 3 congestions as jitter]
    double long_ms = 1000;           // a stall this long is not caused by a few packets,
                                     // [half: 59 jitter gaps as congestion; twice: a cut as congestion]
    double burst_ms = 1500;          // and one this long not even by a burst of losses [half: 29 losses as congestion; twice: none]
  };

  GapVerdict Judge(const GapEvidence& gap) const;

 private:
  bool IsCut(const GapEvidence& gap) const;
  bool CameLate(const GapEvidence& gap) const;
  bool HasBacklog(const GapEvidence& gap) const;
  bool IsAudioLost(const GapEvidence& gap) const;
  bool IsUncountedLoss(const GapEvidence& gap) const;
  bool IsOnlyLost(const GapEvidence& gap) const;
  std::optional<GapVerdict> JudgeDecoder(const GapEvidence& gap) const;
  GapVerdict JudgeFrames(const GapEvidence& gap, bool asks) const;
  GapVerdict JudgeNetwork(const GapEvidence& gap) const;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_
