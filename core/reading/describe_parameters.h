// The thresholds that a page may set, as JSON.
#ifndef RTC_VITALS_CORE_READING_DESCRIBE_PARAMETERS_H_
#define RTC_VITALS_CORE_READING_DESCRIBE_PARAMETERS_H_

#include <string>

namespace rtc_vitals {

// In table order:
//   [{"name":"batch.samples","unit":"samples","default":5,"min":1,"max":10,"doc":"a batch is due when a connection has so many"},...]
std::string DescribeParameters();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DESCRIBE_PARAMETERS_H_
