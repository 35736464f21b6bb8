#include "core/freeze/poll_delta.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

double Growth(double before, double now) { return now >= before ? now - before : kUnknown; }

void Sum(double& total, double next) {
  if (IsKnown(next)) total = KnownOr(total, 0) + next;
}

}  // namespace

PollDelta DeltaOf(const VideoPoll& before, const VideoPoll& now, const ConnectionPoll& connection) {
  PollDelta delta;
  delta.ms = now.timestamp - before.timestamp;
  delta.video_bytes = Growth(before.bytesReceived, now.bytesReceived);
  delta.video_packets = Growth(before.packetsReceived, now.packetsReceived);
  delta.video_lost = now.packetsLost - before.packetsLost;
  delta.nacks = Growth(before.nackCount, now.nackCount);
  delta.key_requests = Growth(before.pliCount, now.pliCount);
  Sum(delta.key_requests, Growth(before.firCount, now.firCount));
  delta.received = Growth(before.framesReceived, now.framesReceived);
  delta.decodable = Growth(before.jitterBufferEmittedCount, now.jitterBufferEmittedCount);
  delta.decoded = Growth(before.framesDecoded, now.framesDecoded);
  delta.dropped = Growth(before.framesDropped, now.framesDropped);
  delta.key_frames = Growth(before.keyFramesDecoded, now.keyFramesDecoded);
  delta.decode_s = Growth(before.totalDecodeTime, now.totalDecodeTime);
  delta.buffer_s = Growth(before.jitterBufferDelay, now.jitterBufferDelay);
  delta.connection_bytes = connection.bytesReceivedDelta;
  delta.audio_packets = connection.audioPacketsDelta;
  delta.audio_lost = connection.audioPacketsLostDelta;
  delta.requests = connection.pairRequestsSentDelta;
  delta.responses = connection.pairResponsesReceivedDelta;
  delta.other_videos = std::max(0.0, connection.videosDecoding - (delta.decoded > 0 ? 1 : 0));
  return delta;
}

void PollDelta::Add(const PollDelta& next) {
  Sum(ms, next.ms);
  Sum(video_bytes, next.video_bytes);
  Sum(video_packets, next.video_packets);
  Sum(video_lost, next.video_lost);
  Sum(nacks, next.nacks);
  Sum(key_requests, next.key_requests);
  Sum(received, next.received);
  Sum(decodable, next.decodable);
  Sum(decoded, next.decoded);
  Sum(dropped, next.dropped);
  Sum(key_frames, next.key_frames);
  Sum(decode_s, next.decode_s);
  Sum(buffer_s, next.buffer_s);
  Sum(connection_bytes, next.connection_bytes);
  Sum(audio_packets, next.audio_packets);
  Sum(audio_lost, next.audio_lost);
  Sum(requests, next.requests);
  Sum(responses, next.responses);
  other_videos = std::max(other_videos, next.other_videos);
}

}  // namespace rtc_vitals
