#include "core/freeze/poll_delta.h"

#include <algorithm>

#include "core/base/doubles.h"
#include "core/base/growth.h"

namespace rtc_vitals {
namespace {

struct Counter {
  double PollDelta::* growth;
  double VideoPoll::* total;
};

constexpr Counter kCounters[] = {
    {&PollDelta::video_bytes, &VideoPoll::bytesReceived},
    {&PollDelta::rtx_bytes, &VideoPoll::retransmittedBytesReceived},
    {&PollDelta::video_packets, &VideoPoll::packetsReceived},
    {&PollDelta::nacks, &VideoPoll::nackCount},
    {&PollDelta::key_requests, &VideoPoll::pliCount},
    {&PollDelta::received, &VideoPoll::framesReceived},
    {&PollDelta::decodable, &VideoPoll::jitterBufferEmittedCount},
    {&PollDelta::decoded, &VideoPoll::framesDecoded},
    {&PollDelta::dropped, &VideoPoll::framesDropped},
    {&PollDelta::key_frames, &VideoPoll::keyFramesDecoded},
    {&PollDelta::decode_s, &VideoPoll::totalDecodeTime},
    {&PollDelta::buffer_s, &VideoPoll::jitterBufferDelay},
    {&PollDelta::hold_s, &VideoPoll::jitterBufferHold},
};

}  // namespace

double LossShare(double lost, double received) { return lost > 0 ? lost / (lost + KnownOr(received, 0)) : 0; }

PollDelta DeltaOf(const VideoPoll& before, const VideoPoll& now, const ConnectionPoll& connection) {
  PollDelta delta;
  for (const Counter& counter : kCounters) delta.*counter.growth = Growth(before.*counter.total, now.*counter.total);
  AddKnown(delta.key_requests, Growth(before.firCount, now.firCount));
  delta.ms = now.timestamp - before.timestamp;
  delta.video_lost = now.packetsLost - before.packetsLost;
  delta.connection_bytes = connection.bytesReceivedDelta;
  delta.audio_packets = connection.audioPacketsDelta;
  delta.audio_lost = connection.audioPacketsLostDelta;
  delta.requests = connection.pairRequestsSentDelta;
  delta.responses = connection.pairResponsesReceivedDelta;
  delta.other_videos = std::max(0.0, connection.videosDecoding - (delta.decoded > 0 ? 1 : 0));
  return delta;
}

void PollDelta::Add(const PollDelta& next) {
  const auto totals = DoublesOf(*this);
  const auto values = DoublesOf(next);
  for (std::size_t i = 0; i < totals.size(); ++i) AddKnown(totals[i], values[i]);
}

void PollDelta::ForgetTrouble() {
  for (double PollDelta::* member : {&PollDelta::video_lost, &PollDelta::nacks, &PollDelta::key_requests, &PollDelta::dropped}) {
    if (this->*member > 0) this->*member = 0;
  }
}

}  // namespace rtc_vitals
