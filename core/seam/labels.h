// The labels that the core itself compares with or writes, by number.
#ifndef RTC_VITALS_CORE_SEAM_LABELS_H_
#define RTC_VITALS_CORE_SEAM_LABELS_H_

#include <iterator>

#include "core/seam/string_table.h"

namespace rtc_vitals {

// Owns the label table of a session: the core's own words, interned at the start, and every label that crossed the seam. Labels are never
// released: they are a small vocabulary. Beyond kLimit (a page that invents labels) they read "other".
class Labels {
 public:
  static constexpr int kLimit = 4096;

  Labels() : table_(kLimit) {
    for (const char* word : kWords) table_.Intern(word);
  }
  Labels(const Labels&) = delete;
  Labels& operator=(const Labels&) = delete;

  int Intern(std::string_view text) { return table_.Intern(text); }
  std::string_view Text(int number) const { return table_.Text(number); }

  // The core's own words by number, in the order in which they are interned.
  static constexpr int video = 1, audio = 2, succeeded = 3, relay = 4, candidate_pair = 5, rtcp = 6, good = 7, fair = 8, poor = 9,
                       screenshare = 10;
  static constexpr int failed = 11, disconnected = 12, host = 13, srflx = 14, prflx = 15, none = 16, cpu = 17, bandwidth = 18;
  static constexpr int connected = 19, completed = 20, closed = 21, vp9 = 22, av1 = 23, tcp = 24, tls = 25;

 private:
  static constexpr const char* kWords[] = {"video", "audio", "succeeded",   "relay",     "candidate-pair", "rtcp",      "good",
                                           "fair",  "poor",  "screenshare", "failed",    "disconnected",   "host",      "srflx",
                                           "prflx", "none",  "cpu",         "bandwidth", "connected",      "completed", "closed",
                                           "video/VP9", "video/AV1", "tcp", "tls"};
  static_assert(std::size(kWords) == tls);
  StringTable table_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SEAM_LABELS_H_
