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
  struct Parameters {
    double cut_ms = 500;              // without any packet of the connection: less is no cut
    double sure_cut_ms = 1000;        // so long without any packet is a cut for sure
    double cut_share = 0.25;          // of the gap that a cut makes silent: an overloaded path is silent for a while, too,
    double cut_share_of_slow = 0.5;   // and for longer once it answers slowly
    double full_flow = 0.5;           // of the usual packets: the network delivers
    double thin_flow = 0.3;           // of the usual packets: with less than this it hardly does
    double clean_loss = 0.01;         // up to this share of lost packets, loss is not the cause
    double min_key_requests = 2;      // PLI: a decoder that fails asks again and again, libwebrtc's limit is one in 0.2 s or so
    double min_failed_frames = 2;     // handed to the decoder and not decoded
    double min_waiting_frames = 5;    // received and not decoded, more than a jitter buffer takes up or gives back,
    double waiting_share = 0.25;      // and so much of those received
    double busy_share = 0.8;          // of the time between frames spent decoding: the decoder cannot keep up (client-monitor-js uses the same)
    double idle_share = 0.2;          // of that time: with less, the decoder has time to spare
    double held_share = 0.8;          // of the gap: for so much longer than before the jitter buffer was to hold each frame
    double queued_ms = 500;           // of sound that neither came nor was lost; jitter buffers rarely hold more
    double uncounted_ms = 1000;       // of sound that neither came nor was counted as lost: 50 packets, as many as libwebrtc counts in a row
    double outgoing_drop = 0.5;       // the bandwidth estimate fell to so much of what it was
    double long_ms = 1000;            // a stall of this length is no accident of a few packets,
    double burst_ms = 1500;           // and one of this length not even of packets that were lost in a row
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
