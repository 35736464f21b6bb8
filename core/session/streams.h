// The streams of a connection: stats objects with their meters.
#ifndef RTC_VITALS_CORE_SESSION_STREAMS_H_
#define RTC_VITALS_CORE_SESSION_STREAMS_H_

#include <memory>

#include "core/freeze/freeze_detector.h"
#include "core/meter/discards.h"
#include "core/meter/inbound_audio_meter.h"
#include "core/meter/inbound_video_meter.h"
#include "core/meter/object_set.h"
#include "core/meter/outbound_video_meter.h"
#include "core/meter/quality.h"
#include "core/meter/remote_report.h"
#include "core/meter/sender_limits.h"
#include "core/meter/video_score.h"

namespace rtc_vitals {

// `number` identifies the stream within the session, from 1; 0 until its first sample. `name` is the stats id when the stream was first
// seen; it does not change when the browser changes the id.
struct Stream : TrackedObject {
  using TrackedObject::TrackedObject;
  unsigned number = 0;
  TextBuffer name;
  Episodes episodes;
  Quality quality;  // of the last poll
};

struct InboundVideoStream : Stream {
  InboundVideoStream() : Stream(SampleKind::inboundVideo) {}
  InboundVideoMeter meter;
  FreezeDetector freezes;
  FrameDiscards discards;
  VideoScore score;
};

struct InboundAudioStream : Stream {
  InboundAudioStream() : Stream(SampleKind::inboundAudio) {}
  InboundAudioMeter meter;
};

struct OutboundVideoStream : Stream {
  OutboundVideoStream() : Stream(SampleKind::outboundVideo) {}
  OutboundVideoMeter meter;
  SenderLimits limits;
  RemoteReportMeter remote;
};

struct OutboundAudioStream : Stream {
  OutboundAudioStream() : Stream(SampleKind::outboundAudio) {}
  RemoteReportMeter remote;
};

struct DataChannelStream : Stream {
  DataChannelStream() : Stream(SampleKind::dataChannel) {}
};

template <typename T>
std::unique_ptr<TrackedObject> Make() {
  return std::make_unique<T>();
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SESSION_STREAMS_H_
