// The evidence of a gap as named numbers.
#ifndef RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_
#define RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_

#include "core/freeze/gap_evidence.h"
#include "core/sample/event.h"

namespace rtc_vitals {

// What speaks for the cause, and what it was before; nothing that is unknown. Names carry their unit or are W3C's:
// `...Before` is the worst of the seconds before the gap, `...Floor` the least that this path or stream ever had, which the causes are judged by.
//   bitrate, bitrateBefore (bit/s), packetLoss, audioPacketLoss (0..1), nackDelta, pliDelta (PLI and FIR), framesDroppedDelta, framesDecodableDelta,
//   framesReceivedDelta, framesDecodedDelta (where they differ), decodeTimeMs (a frame, where that is long), heldMs
//   (longer in the jitter buffer after it than before, for the page or the sound, where that is most of the gap), rtt, rttBefore, rttFloor, jitter,
//   jitterBefore, jitterFloor (ms), audioJitter, audioJitterFloor (ms, where the sound came unevenly), audioQueuedMs (of sound that neither came nor was
//   counted as lost), connectionSilentMs, availableOutgoingBitrate, availableOutgoingBitrateBefore (bit/s), senderPackets (packets the sender reports to
//   have sent meanwhile).
EventValues EvidenceOf(const GapEvidence& gap);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FREEZE_EVIDENCE_LIST_H_
