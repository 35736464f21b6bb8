#include "core/session/freeze_facts.h"

#include <algorithm>

#include "core/freeze/evidence_list.h"
#include "core/meter/selected_pair.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace pair = stat::candidate_pair;
namespace remote_in = stat::remote_inbound_rtp;
namespace remote_out = stat::remote_outbound_rtp;
using stat::Type;

[[gnu::noinline]] void Sum(double& sum, double value) {
  if (IsKnown(value)) sum = KnownOr(sum, 0) + value;
}

[[gnu::noinline]] void Most(double& most, double value) {
  if (IsKnown(value)) most = IsKnown(most) ? std::max(most, value) : value;
}

void AddPairs(const StatsReport& report, const ObjectSet& objects, const Labels& labels, ConnectionPoll& poll) {
  double pair_bytes = kUnknown;
  for (const TrackedObject* object : SelectedPairs(report, objects, labels.succeeded)) {
    Sum(pair_bytes, object->interval.Delta(pair::bytesReceived));
    Sum(poll.pairRequestsSentDelta, object->interval.Delta(pair::requestsSent));
    Sum(poll.pairResponsesReceivedDelta, object->interval.Delta(pair::responsesReceived));
    Most(poll.currentRoundTripTime, object->row[pair::currentRoundTripTime]);
    Most(poll.pairLastPacketReceivedTimestamp, object->row[pair::lastPacketReceivedTimestamp]);
  }
  for (const Row& row : report.Of(Type::transport)) {
    const TrackedObject* object = objects.Current(Type::transport, row.id());
    if (object) Sum(poll.bytesReceivedDelta, object->interval.Delta(stat::transport::bytesReceived));
  }
  if (!IsKnown(poll.bytesReceivedDelta)) poll.bytesReceivedDelta = pair_bytes;
}

void AddStream(const TrackedObject& object, ConnectionPoll& poll) {
  if (object.kind == SampleKind::inboundVideo && object.interval.Delta(in::framesDecoded) > 0) ++poll.videosDecoding;
  if (object.kind == SampleKind::inboundAudio) {
    Sum(poll.audioPacketsDelta, object.interval.Delta(in::packetsReceived));
    Sum(poll.audioPacketsLostDelta, object.interval.Delta(in::packetsLost));
    const double jitter = object.row[in::jitter];
    if (object.interval.Delta(in::packetsReceived) > 0 && !(jitter >= poll.audioJitter)) poll.audioJitter = jitter;
  }
  if (object.type == Type::remote_inbound_rtp && object.interval.ms() > 0) Most(poll.remoteRoundTripTime, object.row[remote_in::roundTripTime]);
}

}  // namespace

ConnectionPoll ConnectionPollOf(const StatsReport& report, const ObjectSet& objects, const ConnectionSample& sample, const Labels& labels) {
  const Row host = report.Only(Type::host);
  ConnectionPoll poll;
  poll.perf = host[stat::host::perf];
  poll.availableOutgoingBitrate = sample.availableOutgoingBitrate;
  poll.pathChanged = sample.pathChangesDelta > 0;
  const std::string_view ice = labels.Text(host.Ref(stat::host::ice));
  if (!ice.empty()) poll.iceConnected = ice == "connected" || ice == "completed" ? 1 : 0;
  AddPairs(report, objects, labels, poll);
  for (const auto& object : objects.objects()) {
    if (object->seen == objects.poll()) AddStream(*object, poll);
  }
  return poll;
}

VideoPoll VideoPollOf(const TrackedObject& stream, const TrackedObject* sender_report, bool screenshare, bool paused) {
  const Row row = stream.row;
  const Row sender = sender_report ? sender_report->row : Row();
  return {.timestamp = row.timestamp(),
          .interval_ms = stream.interval.ms(),
          .ssrc = row[in::ssrc],
          .restarted = stream.interval.restarted(),
          .bytesReceived = row[in::bytesReceived],
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
          .jitterBufferEmittedCount = row[in::jitterBufferEmittedCount],
          .totalDecodeTime = row[in::totalDecodeTime],
          .totalInterFrameDelay = row[in::totalInterFrameDelay],
          .totalSquaredInterFrameDelay = row[in::totalSquaredInterFrameDelay],
          .freezeCount = row[in::freezeCount],
          .totalFreezesDuration = row[in::totalFreezesDuration],
          .pauseCount = row[in::pauseCount],
          .totalPausesDuration = row[in::totalPausesDuration],
          .shows_newest_only = IsKnown(row[in::packetsDiscarded]),  // Firefox, which alone counts these in video
          .screenshare = screenshare,
          .senderReportTimestamp = sender.timestamp(),
          .senderReportPacketsSent = sender[remote_out::packetsSent],
          .senderReportBytesSent = sender[remote_out::bytesSent],
          .paused = paused};
}

Event EventOf(const FreezeEvent& found, int connection, std::string_view stream) {
  Event event{.t = found.phase == Phase::kStart ? found.start : found.end,
              .type = NameOf(found.verdict.kind),
              .phase = NameOf(found.phase),
              .connection = connection,
              .stream = stream};
  event.values.Add("durationMs", found.duration_ms);
  if (found.to_stream_end) event.values.Add("until", "stream-end");
  event.values.Add("precision", NameOf(found.precision));
  if (found.precision == Precision::kInterval) {
    event.values.Add("count", static_cast<double>(found.count));
    event.values.Add("intervalMs", found.end - found.start);
  }
  event.values.Add("cause", NameOf(found.verdict.cause));
  event.values.Add("confidence", NameOf(found.verdict.confidence));
  event.evidence = EvidenceOf(found.evidence);
  return event;
}

}  // namespace rtc_vitals
