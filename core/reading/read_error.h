// What is wrong with an untrusted text, and where.
#ifndef RTC_VITALS_CORE_READING_READ_ERROR_H_
#define RTC_VITALS_CORE_READING_READ_ERROR_H_

#include <string>

namespace rtc_vitals {

// `path` locates the error by the text's own names (`inboundVideo.bitrate[0][3]`; `body` is the whole text). `path: why` is one line of
// printable ASCII, suitable for the answer to the sender. Both are empty if nothing is wrong.
struct ReadError {
  std::string path;
  std::string why;

  explicit operator bool() const { return !why.empty(); }
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_READ_ERROR_H_
