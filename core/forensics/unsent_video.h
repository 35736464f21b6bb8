// When no video was sent to this receiver although its path was good.
#ifndef RTC_VITALS_CORE_FORENSICS_UNSENT_VIDEO_H_
#define RTC_VITALS_CORE_FORENSICS_UNSENT_VIDEO_H_

#include <span>
#include <string_view>
#include <vector>

#include "core/base/unknown.h"
#include "core/forensics/by_stream.h"
#include "core/forensics/period.h"

namespace rtc_vitals {

// Of one connection: intervals between polls in which audio arrived, none of it was lost, and not a byte of a video came. Then the sender,
// or a server in between, sent none. Times in epoch ms. Not in browser.wasm.
class UnsentVideo {
 public:
  // A poll's sample of an inbound audio or video; `values` as from ValuesOf. Call them before EndPoll.
  void AddAudio(std::span<const double> values);
  void AddVideo(std::string_view stream, std::span<const double> values);
  // The poll at `t`, in chronological order.
  void EndPoll(double t);
  // Data between the last poll and the next was lost.
  void MarkLost() { last_t_ = kUnknown; }

  // How much of the time from `start` to `end` that was for `stream`, ms.
  double Ms(std::string_view stream, double start, double end) const;

 private:
  struct Record {
    bool is_silent = false;  // in the poll being added
    std::vector<Period> periods;
  };

  ByStream<Record> records_;  // by stats id
  double last_t_ = kUnknown;
  bool has_audio_ = false;  // both in the poll being added
  bool lost_audio_ = false;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_UNSENT_VIDEO_H_
