// The labels that the core itself compares with or writes, by number.
#ifndef RTC_VITALS_CORE_SEAM_LABELS_H_
#define RTC_VITALS_CORE_SEAM_LABELS_H_

#include "core/seam/string_table.h"

namespace rtc_vitals {

// Owns the label table of a session: every label that crossed, and the core's own words, interned once at the start. Labels are never released:
// they are a small vocabulary, and beyond kLimit (a page that invents them) they read "other".
class Labels {
 public:
  static constexpr int kLimit = 4096;

  Labels() : table_(kLimit) {
    for (const auto& [number, text] : {Word{&video, "video"}, {&audio, "audio"}, {&succeeded, "succeeded"}, {&relay, "relay"},
                                       {&candidate_pair, "candidate-pair"}, {&rtcp, "rtcp"}, {&good, "good"}, {&fair, "fair"},
                                       {&poor, "poor"}, {&screenshare, "screenshare"}, {&failed, "failed"}, {&disconnected, "disconnected"},
                                       {&host, "host"}, {&srflx, "srflx"}, {&prflx, "prflx"}, {&none, "none"}, {&cpu, "cpu"}, {&bandwidth, "bandwidth"}}) {
      *number = table_.Intern(text);
    }
  }
  Labels(const Labels&) = delete;
  Labels& operator=(const Labels&) = delete;

  int Intern(std::string_view text) { return table_.Intern(text); }
  std::string_view Text(int number) const { return table_.Text(number); }

  int video, audio, succeeded, relay, candidate_pair, rtcp, good, fair, poor, screenshare, failed, disconnected;
  int host, srflx, prflx, none, cpu, bandwidth;

 private:
  struct Word {
    int* number;
    std::string_view text;
  };
  StringTable table_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SEAM_LABELS_H_
