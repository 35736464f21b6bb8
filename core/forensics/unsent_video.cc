#include "core/forensics/unsent_video.h"

#include <algorithm>

#include "core/sample/sample.h"

namespace rtc_vitals {

void UnsentVideo::AddAudio(std::span<const double> values) {
  const auto sample = SampleFrom<InboundAudioSample>(values);
  has_audio_ = has_audio_ || (sample.bitrate > 0 && sample.packetLoss == 0);
  lost_audio_ = lost_audio_ || sample.packetLoss > 0;
}

void UnsentVideo::AddVideo(std::string_view stream, std::span<const double> values) {
  RecordOf(stream, records_).is_silent = SampleFrom<InboundVideoSample>(values).bitrate == 0;
}

void UnsentVideo::EndPoll(double t) {
  for (auto& [stream, record] : records_) {
    if (record.is_silent && has_audio_ && !lost_audio_ && last_t_ < t) Append(record.periods, {last_t_, t});
    record.is_silent = false;
  }
  has_audio_ = lost_audio_ = false;
  last_t_ = t;
}

double UnsentVideo::Ms(std::string_view stream, double start, double end) const {
  const auto record = records_.find(stream);
  double ms = 0;
  if (record == records_.end()) return ms;
  for (const Period& period : record->second.periods) ms += std::max(0.0, std::min(end, period.end) - std::max(start, period.start));
  return ms;
}

}  // namespace rtc_vitals
