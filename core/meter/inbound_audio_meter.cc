#include "core/meter/inbound_audio_meter.h"

#include "core/base/units.h"
#include "core/meter/audio_level.h"

namespace rtc_vitals {

InboundAudioSample InboundAudioMeter::Update(const CounterInterval& interval, Row row, const CounterInterval& playout) {
  namespace in = stat::inbound_rtp;
  namespace out = stat::media_playout;
  InboundAudioSample sample;
  sample.bitrate = kBitsPerByte * interval.PerSecond(in::bytesReceived);
  const PacketLoss loss = loss_.Update(interval, row);
  sample.packetLoss = loss.ratio;
  sample.residualPacketLoss = loss.residual;
  sample.jitter = kMsPerSecond * row[in::jitter];
  sample.packetsDiscardedPerSecond = interval.PerSecond(in::packetsDiscarded);

  const double samples = interval.Delta(in::totalSamplesReceived);
  sample.audibleConcealmentRatio = Share(interval.Delta(in::concealedSamples) - interval.Delta(in::silentConcealedSamples), samples);
  sample.concealmentEventsDelta = interval.Delta(in::concealmentEvents);
  sample.timeStretchRatio =
      Share(interval.Delta(in::insertedSamplesForDeceleration) + interval.Delta(in::removedSamplesForAcceleration), samples);
  sample.jitterBufferDelayMs = kMsPerSecond * interval.Mean(in::jitterBufferDelay, in::jitterBufferEmittedCount);
  sample.playoutDelayMs = kMsPerSecond * playout.Mean(out::totalPlayoutDelay, out::totalSamplesCount);
  sample.audioLevel = NormalAudioLevel(row[in::audioLevel]);
  return sample;
}

}  // namespace rtc_vitals
