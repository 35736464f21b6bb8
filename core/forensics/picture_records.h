// What the browser reported about each received picture over the whole call: which members, and whether a frame was ever decoded.
#ifndef RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_
#define RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/forensics/by_stream.h"
#include "core/forensics/watched_time.h"

namespace rtc_vitals {

// Of one connection. A member is missing if no sample of the call contains a value derived from it. Not in browser.wasm.
class PictureRecords {
 public:
  // A poll's sample of the connection, or of one inbound video; `values` as from ValuesOf.
  void AddConnection(std::span<const double> values);
  void AddVideo(std::string_view stream, std::span<const double> values);
  void AddAudio() { has_audio_ = true; }
  // The browser counts frames but lacks totalInterFrameDelay.
  void SetNoFrameClock() { no_frame_clock_ = true; }

  // The best observation of all videos added since the last call.
  Observation TakeObservation();

  // Why nothing is known about any picture: the end of a sentence.
  std::string WhyUnknown() const;
  // Sentences, each with a leading space; empty if there is nothing to say.
  // The streams that carried data but never had a known isFrozen.
  std::string Unseen() const;
  // What the lack of totalInterFrameDelay hides: exact times and short freezes.
  std::string ClockText() const;
  // The browser reported no packetsLost for `stream`.
  bool LacksLoss(std::string_view stream) const;
  // The W3C names of the missing members that would help to determine the causes of freezes of `streams`.
  std::string MissingText(const std::vector<std::string>& streams) const;

 private:
  struct Record {
    unsigned known = 0;         // one bit per entry of kMembers
    bool is_seen = false;
    bool has_interval = false;  // it was in more than one poll
    bool frozen_known = false;  // isFrozen was, at least once
    bool frames_known = false;
    double frames = 0;
    double max_bitrate = 0;    // bit/s
  };

  ByStream<Record> records_;  // by stats id
  bool has_rtt_ = false;
  bool has_bytes_ = false;  // of the connection
  bool has_audio_ = false;
  bool no_frame_clock_ = false;
  Observation observation_ = Observation::kNoVideo;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_
