// The callback form of getStats() in the terms of today's.
#ifndef RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_
#define RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_

namespace rtc_vitals {

class Labels;
class StatsReport;

// Chrome < 117 could give `ssrc`, `googCandidatePair`, `VideoBwe`, `googComponent`, `localcandidate` and `remotecandidate` objects. Each becomes
// the object of W3C webrtc-stats that says the same, with milliseconds turned into seconds and 16-bit levels into 0..1; what has no counterpart
// is left out. A sending `ssrc` also carries what the receiver reported: that becomes a remote-inbound-rtp under the same id, and since the form
// tells no arrival time of that report, its timestamp is the object's own.
void TranslateLegacy(StatsReport& report, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_
