// Moves members of older reports to the RTP objects that have them today.
#ifndef RTC_VITALS_CORE_REPORT_TRACK_STATS_H_
#define RTC_VITALS_CORE_REPORT_TRACK_STATS_H_

namespace rtc_vitals {

class StatsReport;

// Chrome <= 111 and Safari <= 16 kept framesReceived, framesDropped, freezeCount, the jitter buffer and the concealment counters on `track`
// objects (W3C webrtc-stats, "obsolete objects"): each member that an RTP object lacks is taken from the track named by its trackId. Chrome
// <= 90 and Firefox < 66 marked the other end's view with isRemote: such an inbound-rtp becomes a remote-inbound-rtp, such an outbound-rtp
// is removed.
void FoldTracks(StatsReport& report);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_REPORT_TRACK_STATS_H_
