// Translates the callback form of getStats() into today's.
#ifndef RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_
#define RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_

namespace rtc_vitals {

class Labels;
class StatsReport;

// Chrome < 117 could give `ssrc`, `googCandidatePair`, `VideoBwe`, `googComponent`, `localcandidate` and `remotecandidate` objects. Each
// becomes the equivalent object of W3C webrtc-stats, with milliseconds converted to seconds and 16-bit levels to 0..1; what has no
// counterpart is left out. A sending `ssrc` also carries the receiver's report, which becomes a remote-inbound-rtp under the same id. The
// form does not give that report's arrival time, so its timestamp is the object's own.
void TranslateLegacy(StatsReport& report, const Labels& labels);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_REPORT_LEGACY_STATS_H_
