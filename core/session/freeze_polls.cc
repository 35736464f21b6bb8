#include "core/session/freeze_polls.h"

#include <cmath>

#include "core/meter/selected_pair.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace pair = stat::candidate_pair;
namespace remote_in = stat::remote_inbound_rtp;
namespace remote_out = stat::remote_outbound_rtp;
using stat::Type;

void AddPairs(const StatsReport& report, const ObjectSet& objects, const Labels& labels, ConnectionPoll& poll) {
  double pair_bytes = kUnknown;
  for (const TrackedObject* object : SelectedPairs(report, objects, labels.succeeded)) {
    AddKnown(pair_bytes, object->interval.Delta(pair::bytesReceived));
    AddKnown(poll.pairRequestsSentDelta, object->interval.Delta(pair::requestsSent));
    AddKnown(poll.pairResponsesReceivedDelta, object->interval.Delta(pair::responsesReceived));
    poll.currentRoundTripTime = std::fmax(poll.currentRoundTripTime, object->row[pair::currentRoundTripTime]);
    poll.pairLastPacketReceivedTimestamp = std::fmax(poll.pairLastPacketReceivedTimestamp, object->row[pair::lastPacketReceivedTimestamp]);
  }
  for (const Row& row : report.Of(Type::transport)) {
    const TrackedObject* object = objects.Current(Type::transport, row.id());
    if (object) AddKnown(poll.bytesReceivedDelta, object->interval.Delta(stat::transport::bytesReceived));
  }
  if (!IsKnown(poll.bytesReceivedDelta)) poll.bytesReceivedDelta = pair_bytes;
}

void AddStream(const TrackedObject& object, ConnectionPoll& poll) {
  if (object.kind == SampleKind::inboundVideo && object.interval.Delta(in::framesDecoded) > 0) ++poll.videosDecoding;
  if (object.kind == SampleKind::inboundAudio) {
    AddKnown(poll.audioPacketsDelta, object.interval.Delta(in::packetsReceived));
    AddKnown(poll.audioPacketsLostDelta, object.interval.Delta(in::packetsLost));
    if (object.interval.Delta(in::packetsReceived) > 0) poll.audioJitter = std::fmin(poll.audioJitter, object.row[in::jitter]);
  }
  if (object.type == Type::remote_inbound_rtp && object.interval.ms() > 0) {
    poll.remoteRoundTripTime = std::fmax(poll.remoteRoundTripTime, object.row[remote_in::roundTripTime]);
  }
}

}  // namespace

ConnectionPoll ConnectionPollOf(const StatsReport& report, const ObjectSet& objects, const ConnectionSample& sample, const Labels& labels) {
  const Row host = report.Only(Type::host);
  ConnectionPoll poll;
  poll.perf = host[stat::host::perf];
  poll.sendBitrate = sample.sendBitrate;
  poll.availableOutgoingBitrate = sample.availableOutgoingBitrate;
  poll.overTcp = sample.protocol == Labels::tcp || sample.protocol == Labels::tls;
  poll.pathChanged = sample.pathChangesDelta > 0;
  if (const int ice = host.Ref(stat::host::ice)) poll.iceConnected = ice == labels.connected || ice == labels.completed;
  AddPairs(report, objects, labels, poll);
  for (const auto& object : objects.objects()) {
    if (object->seen == objects.poll()) AddStream(*object, poll);
  }
  return poll;
}

VideoPoll VideoPollOf(const TrackedObject& stream, const TrackedObject* sender_report) {
  const Row row = stream.row;
  const Row sender = sender_report ? sender_report->row : Row();
  return {.timestamp = row.timestamp(),
          .interval_ms = stream.interval.ms(),
          .ssrc = row[in::ssrc],
          .restarted = stream.interval.restarted(),
          .bytesReceived = row[in::bytesReceived],
          .retransmittedBytesReceived = row[in::retransmittedBytesReceived],
          .packetsReceived = row[in::packetsReceived],
          .packetsLost = row[in::packetsLost],
          .nackCount = row[in::nackCount],
          .pliCount = row[in::pliCount],
          .firCount = row[in::firCount],
          .lastPacketReceivedTimestamp = row[in::lastPacketReceivedTimestamp],
          .framesReceived = row[in::framesReceived],
          .framesDecoded = row[in::framesDecoded],
          .keyFramesDecoded = row[in::keyFramesDecoded],
          .framesDropped = row[in::framesDropped],
          .framesPerSecond = row[in::framesPerSecond],
          .jitter = row[in::jitter],
          .jitterBufferDelay = row[in::jitterBufferDelay],
          .jitterBufferHold = row[in::jitterBufferTargetDelay] - row[in::jitterBufferMinimumDelay],
          .jitterBufferEmittedCount = row[in::jitterBufferEmittedCount],
          .totalDecodeTime = row[in::totalDecodeTime],
          .totalInterFrameDelay = row[in::totalInterFrameDelay],
          .totalSquaredInterFrameDelay = row[in::totalSquaredInterFrameDelay],
          .freezeCount = row[in::freezeCount],
          .totalFreezesDuration = row[in::totalFreezesDuration],
          .pauseCount = row[in::pauseCount],
          .totalPausesDuration = row[in::totalPausesDuration],
          .shows_newest_only = IsKnown(row[in::packetsDiscarded]),  // only Firefox counts these for video
          .senderReportTimestamp = sender.timestamp(),
          .senderReportPacketsSent = sender[remote_out::packetsSent],
          .senderReportBytesSent = sender[remote_out::bytesSent]};
}

}  // namespace rtc_vitals
