// Why a picture stood.
#ifndef RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_
#define RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_

#include <optional>

#include "core/freeze/gap_evidence.h"
#include "core/freeze/gap_verdict.h"

namespace rtc_vitals {

// The first rule that holds, from what leaves least doubt to what leaves most: nothing came at all; media came, and its frames went wrong behind the
// network; packets went missing, and with them or without the path grew slow; packets came late. High confidence: two members that are independent of
// each other agree.
class CauseClassifier {
 public:
  // In brackets: what half and twice of a value get wrong on the recorded calls (`npm run score`), where it was chosen on them. "Sure" is the confidence.
  struct Parameters {
    double cut_ms = 500;             // without any packet of the connection: less is no cut [half: 14 losses and 5 queues as cuts; twice: a cut as starvation]
    double sure_cut_ms = 1000;       // so long without any packet is a cut for sure [half: 2 that are none are sure; twice: 4 that are one are not]
    double cut_share = 0.25;         // of the gap that a cut makes silent: an overloaded path is silent for a while, too,
                                     // [half: none; twice: at 2 s polls 5 cuts as queues]
    double cut_share_of_slow = 0.5;  // and for longer once it answers slowly [half: a queue as a cut; twice: none]
    double full_flow = 0.5;          // of the usual packets: the network delivers [half: a queue as starvation; twice: 44 starvations and 12 failures unknown]
    double thin_flow = 0.3;          // of the usual packets: with less than this it hardly does [half: 6 queues less sure; twice: none]
    double clean_loss = 0.01;        // up to this share of lost packets, loss is not the cause [neither: no recording loses a few while a decoder fails]
    double min_key_requests = 2;     // PLI: a decoder that fails asks again and again, libwebrtc's limit is one in 0.2 s or so
    double min_failed_frames = 2;    // handed to the decoder and not decoded [half: none; twice: a failure as starvation]
    double min_waiting_frames = 5;   // received and not decoded, more than a jitter buffer takes up or gives back, [half: none; twice: 3 overloads as jitter]
    double waiting_share = 0.25;     // and so much of those received [half: none; twice: 11 overloads as jitter]
    double busy_share = 0.8;         // of the time between frames spent decoding: the decoder cannot keep up (client-monitor-js uses the same)
    double idle_share = 0.2;         // of that time: with less, the decoder has time to spare [half: none; twice: an overload less sure]
    double held_share = 0.8;         // of the gap: for so much longer than before the jitter buffer was to hold each frame [neither; 0: 3 overloads unknown]
    double queued_ms = 500;          // of sound that neither came nor was lost; jitter buffers rarely hold more
                                     // [half: 65 of jitter as queues; twice: 27 of queues as jitter]
    double uncounted_ms = 1000;      // of sound that neither came nor was counted as lost: 50 packets, as many as libwebrtc counts in a row
    double outgoing_drop = 0.5;      // the bandwidth estimate fell to so much of what it was [half: 4 queues less sure; twice, which is no fall: none]
    double long_ms = 1000;           // a stall of this length is no accident of a few packets, [half: 59 of jitter as queues; twice: a cut as a queue]
    double burst_ms = 1500;          // and one of this length not even of packets that were lost in a row [half: 29 losses as queues; twice: none]
  };

  // The verdict on a freeze.
  GapVerdict Judge(const GapEvidence& gap) const;

 private:
  bool CameLate(const GapEvidence& gap) const;
  bool HasBacklog(const GapEvidence& gap) const;
  bool IsUncountedLoss(const GapEvidence& gap) const;
  std::optional<GapVerdict> JudgeDecoder(const GapEvidence& gap) const;
  GapVerdict JudgeFrames(const GapEvidence& gap, bool asks) const;
  GapVerdict JudgeNetwork(const GapEvidence& gap) const;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_CAUSE_CLASSIFIER_H_
