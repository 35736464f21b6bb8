// What the browser told of each received picture, over the whole call: which members there were, and whether a frame ever came.
#ifndef RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_
#define RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/forensics/by_stream.h"
#include "core/forensics/watched_time.h"

namespace rtc_vitals {

// Of one connection. A member counts as missing when no sample of the call was made of it. Not for the page.
class PictureRecords {
 public:
  // The connection's sample of a poll, and one inbound video's; `values` as ValuesOf gives them.
  void AddConnection(std::span<const double> values);
  void AddVideo(std::string_view stream, std::span<const double> values);
  void AddAudio() { has_audio_ = true; }
  // The browser counts frames and has no totalInterFrameDelay.
  void LackFrameClock() { no_frame_clock_ = true; }

  // What all videos of the poll showed together, since the last call.
  Sight TakeSight();

  // Why nothing is known of any picture: the end of a sentence.
  std::string WhyUntold() const;
  // Sentences, each with a space before it; empty where there is nothing to say.
  // Which streams sent data of which no picture was made, while others were seen.
  std::string Unseen() const;
  // What could not be seen of times and short stops.
  std::string ClockText() const;
  // The browser does not count the losses of `stream`.
  bool LacksLoss(std::string_view stream) const;
  // The W3C names of the members without which the causes of `streams` remain in doubt.
  std::string MissingText(const std::vector<std::string>& streams) const;

 private:
  struct Record {
    unsigned known = 0;       // a bit per member of the table
    bool told = false;        // whether it stood
    bool frames_known = false;
    double frames = 0;
    double most_bitrate = 0;  // bit/s
  };

  ByStream<Record> records_;  // by stats id
  bool has_rtt_ = false;
  bool has_bytes_ = false;  // of the connection
  bool has_audio_ = false;
  bool no_frame_clock_ = false;
  Sight sight_ = Sight::kNoVideo;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_PICTURE_RECORDS_H_
