#include "core/meter/inbound_video_meter.h"

#include "core/base/units.h"

namespace rtc_vitals {

namespace in = stat::inbound_rtp;

InboundVideoSample InboundVideoMeter::Update(const CounterInterval& interval, Row row) {
  InboundVideoSample sample;
  sample.bitrate = kBitsPerByte * interval.PerSecond(in::bytesReceived);
  const PacketLoss loss = loss_.Update(interval, row);
  sample.packetLoss = loss.ratio;
  sample.residualPacketLoss = loss.residual;
  sample.jitter = kMsPerSecond * row[in::jitter];
  sample.nackPerSecond = interval.PerSecond(in::nackCount);
  sample.pliPerSecond = interval.PerSecond(in::pliCount);
  sample.firPerSecond = interval.PerSecond(in::firCount);
  sample.packetsDiscardedPerSecond = interval.PerSecond(in::packetsDiscarded);
  sample.retransmittedShare =
      Share(interval.DeltaFromZero(in::retransmittedBytesReceived, in::bytesReceived), interval.Delta(in::bytesReceived));
  sample.frameWidth = ZeroIsUnknown(row[in::frameWidth]);
  sample.frameHeight = ZeroIsUnknown(row[in::frameHeight]);
  FillFrames(interval, row, sample);
  return sample;
}

void InboundVideoMeter::FillFrames(const CounterInterval& interval, Row row, InboundVideoSample& sample) {
  const double decoded = interval.Delta(in::framesDecoded);
  const double decodable = interval.Delta(in::jitterBufferEmittedCount);
  double received = interval.Delta(in::framesReceived);
  if (!interval.repeated()) alias_.Update(row[in::framesReceived], row[in::framesDecoded], row[in::jitterBufferEmittedCount], decoded);
  if (alias_.detected()) received = kUnknown;

  sample.framesReceivedPerSecond = received / interval.seconds();
  sample.framesDecodablePerSecond = decodable / interval.seconds();
  sample.framesDecodedPerSecond = decoded / interval.seconds();
  sample.framesDecodedDelta = decoded;
  sample.framesDroppedPerSecond = interval.PerSecond(in::framesDropped);
  sample.framesRenderedPerSecond = interval.PerSecond(in::framesRendered);
  sample.framesNotDecodableDelta = not_decodable_.Take(received - decodable, interval.repeated());
  sample.framesNotDecodedDelta = not_decoded_.Take(decodable - decoded, interval.repeated());
  sample.keyFramesDecodedDelta = interval.Delta(in::keyFramesDecoded);
  sample.freezeCountDelta = interval.Delta(in::freezeCount);
  sample.pauseCountDelta = interval.Delta(in::pauseCount);
  sample.jitterBufferDelayMs = kMsPerSecond * interval.Mean(in::jitterBufferDelay, in::jitterBufferEmittedCount);
  sample.decodeTimeMs = kMsPerSecond * interval.Mean(in::totalDecodeTime, in::framesDecoded);
  sample.qp = interval.Mean(in::qpSum, in::framesDecoded);
}

}  // namespace rtc_vitals
