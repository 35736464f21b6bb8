#include "core/forensics/picture_records.h"

#include <algorithm>

#include "core/forensics/wording.h"
#include "core/sample/sample.h"

namespace rtc_vitals {
namespace {

struct Member {
  const char* name;  // W3C webrtc-stats
  double InboundVideoSample::* sample;  // derived from it
};

// The members that causes are derived from.
constexpr Member kMembers[] = {
    {"bytesReceived", &InboundVideoSample::bitrate},
    {"packetsLost", &InboundVideoSample::packetLoss},
    {"jitter", &InboundVideoSample::jitter},
    {"nackCount", &InboundVideoSample::nackPerSecond},
    {"pliCount", &InboundVideoSample::pliPerSecond},
    {"framesReceived", &InboundVideoSample::framesReceivedPerSecond},
    {"framesDropped", &InboundVideoSample::framesDroppedPerSecond},
    {"keyFramesDecoded", &InboundVideoSample::keyFramesDecodedDelta},
    {"jitterBufferEmittedCount", &InboundVideoSample::framesDecodablePerSecond},
    {"totalDecodeTime", &InboundVideoSample::decodeTimeMs},
};

}  // namespace

void PictureRecords::AddConnection(std::span<const double> values) {
  const auto sample = SampleFrom<ConnectionSample>(values);
  has_rtt_ = has_rtt_ || IsKnown(sample.rtt);
  has_bytes_ = has_bytes_ || IsKnown(sample.receiveBitrate);
}

void PictureRecords::AddVideo(std::string_view stream, std::span<const double> values) {
  const auto sample = SampleFrom<InboundVideoSample>(values);
  Record& record = RecordOf(stream, records_);
  for (std::size_t i = 0; i < std::size(kMembers); ++i) {
    if (IsKnown(sample.*kMembers[i].sample)) record.known |= 1u << i;
  }
  // The first sample of a stream may contain nothing known; it is then not added.
  record.has_interval = record.is_seen || IsKnown(sample.bitrate);
  record.is_seen = true;
  record.frozen_known = record.frozen_known || IsKnown(sample.isFrozen);
  record.frames_known = record.frames_known || IsKnown(sample.framesDecodedDelta);
  record.frames += KnownOr(sample.framesDecodedDelta, 0);
  record.max_bitrate = std::max(record.max_bitrate, KnownOr(sample.bitrate, 0));
  observation_ = std::max(observation_, IsKnown(sample.isFrozen) ? Observation::kReported : Observation::kNotReported);
}

Observation PictureRecords::TakeObservation() {
  const Observation observation = observation_;
  observation_ = Observation::kNoVideo;
  return observation;
}

std::string PictureRecords::WhyUnknown() const {
  const bool any_interval = std::any_of(records_.begin(), records_.end(), [](const auto& r) { return r.second.has_interval; });
  if (!any_interval) return "a single report of it shows no change";
  const bool counted = std::any_of(records_.begin(), records_.end(), [](const auto& r) { return r.second.frames_known; });
  if (!counted) return "the browser does not report framesDecoded, framesPerSecond or totalInterFrameDelay";
  if (std::any_of(records_.begin(), records_.end(), [](const auto& r) { return r.second.frames > 0; })) {
    return "its frames were counted for too short a time";
  }
  double bitrate = 0;
  for (const auto& [stream, record] : records_) bitrate = std::max(bitrate, record.max_bitrate);
  return "no frame was ever decoded" +
         (bitrate > 0 ? ", although video arrived at up to " + KbitText(bitrate) : std::string(", and no video arrived"));
}

std::string PictureRecords::Unseen() const {
  constexpr std::size_t kNamed = 3;
  Parts parts;
  std::size_t unseen = 0;
  for (const auto& [stream, record] : records_) {
    if (record.frozen_known || !(record.max_bitrate > 0) || ++unseen > kNamed) continue;
    parts.Add("stream " + stream + " (" + (record.frames_known ? "no frame was decoded" : "frames are not counted") + ", although up to " +
              KbitText(record.max_bitrate) + " arrived)");
  }
  if (unseen > kNamed) parts.Add(Fixed(static_cast<double>(unseen - kNamed), 0) + " more");
  return parts.empty() ? "" : " It is unknown whether the video froze in " + parts.Text() + ".";
}

std::string PictureRecords::ClockText() const {
  return no_frame_clock_ ? " The browser does not report totalInterFrameDelay: times are accurate to one poll interval, and shorter "
                           "freezes were not detected."
                         : "";
}

bool PictureRecords::LacksLoss(std::string_view stream) const {
  const std::size_t member = static_cast<std::size_t>(
      std::find_if(std::begin(kMembers), std::end(kMembers), [](const Member& m) { return m.sample == &InboundVideoSample::packetLoss; }) -
      kMembers);
  const auto record = records_.find(stream);
  return record != records_.end() && !(record->second.known & 1u << member);
}

std::string PictureRecords::MissingText(const std::vector<std::string>& streams) const {
  std::string text;
  for (const std::string& stream : streams) {
    const auto record = records_.find(stream);
    if (record == records_.end()) continue;
    Parts missing;
    for (std::size_t i = 0; i < std::size(kMembers); ++i) {
      if (!(record->second.known & 1u << i)) missing.Add(kMembers[i].name);
    }
    if (!has_rtt_) missing.Add("currentRoundTripTime");
    if (!has_bytes_) missing.Add("the transport's bytesReceived");
    if (missing.empty() && has_audio_) continue;
    text += " To diagnose stream " + stream + " further, ";
    if (!missing.empty()) text += "the browser would have to report " + missing.Text();
    if (!has_audio_) {
      text += missing.empty() ? "audio would have to be received on the same connection"
                              : ", or audio would have to be received on the same connection";
    }
    text += ".";
  }
  return text;
}

}  // namespace rtc_vitals
