// The table of samples as JSON.
#ifndef RTC_VITALS_CORE_READING_DESCRIBE_SAMPLES_H_
#define RTC_VITALS_CORE_READING_DESCRIBE_SAMPLES_H_

#include <string>

namespace rtc_vitals {

// Every member of every kind, in table order:
//   [{"kind":"inboundVideo","name":"bitrate","form":"number","unit":"bit/s","decimals":0,"min":0,"max":1e12,
//     "doc":"payload bits received"},...]
// `form` is number, boolean, word or words. Only numbers have unit, decimals, min and max; only words has the list `words`.
std::string DescribeSamples();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_DESCRIBE_SAMPLES_H_
