// The evidence numbers of gap events, as JSON.
#ifndef RTC_VITALS_CORE_READING_DESCRIBE_EVIDENCE_H_
#define RTC_VITALS_CORE_READING_DESCRIBE_EVIDENCE_H_

#include <string>

namespace rtc_vitals {

// In table order:
//   [{"name":"bitrate","unit":"bit/s","decimals":0,"doc":"of the video, ..."},...]
std::string DescribeEvidence();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DESCRIBE_EVIDENCE_H_
