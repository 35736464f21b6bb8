#include "core/meter/outbound_video_meter.h"

#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

namespace out = stat::outbound_rtp;

constexpr OutboundVideoMeter::Parameters kParameters;

// The interval of a source that was absent for a poll spans two.
bool CoverTheSameTime(const CounterInterval& source, const CounterInterval& stream) {
  return std::fabs(source.ms() - stream.ms()) <= kParameters.length_share * stream.ms();
}

// qualityLimitationDurations are in seconds today; Chrome before 99 gave milliseconds (libwebrtc 3fd9cbc7a0). A second of interval holds at
// most one second of limitation, so a growth well above it must be the old unit.
constexpr double kMillisecondsIfAbove = 10;

void FillLimitation(const CounterInterval& interval, OutboundVideoSample& sample) {
  const double cpu = interval.PerSecond(out::qualityLimitationCpu);
  const double bandwidth = interval.PerSecond(out::qualityLimitationBandwidth);
  const double other = interval.PerSecond(out::qualityLimitationOther);
  const double all = cpu + bandwidth + KnownOr(other, 0) + KnownOr(interval.PerSecond(out::qualityLimitationNone), 0);
  const double whole = all > kMillisecondsIfAbove ? kMsPerSecond : 1;
  sample.cpuLimitedShare = Share(cpu, whole);
  sample.bandwidthLimitedShare = Share(bandwidth, whole);
  sample.otherLimitedShare = Share(other, whole);
}

// "L3T3_KEY", "S2T1" (W3C webrtc-svc): the digit is the number of spatial layers. libwebrtc counts a picture once per layer in
// framesEncoded and framesSent (seen in Chromium 156, VP9 and AV1), and once in framesPerSecond.
bool HasSpatialLayers(std::string_view scalability_mode) { return scalability_mode.size() > 1 && scalability_mode[1] > '1'; }

}  // namespace

OutboundVideoSample OutboundVideoMeter::Update(const CounterInterval& interval, Row row, std::string_view scalability_mode,
                                               const CounterInterval& source, Row source_row) {
  OutboundVideoSample sample;
  sample.bitrate = kBitsPerByte * interval.PerSecond(out::bytesSent);
  sample.targetBitrate = row[out::targetBitrate];

  const double captured = source.Delta(stat::media_source::frames);
  const double encoded = interval.Delta(out::framesEncoded);
  const double sent = interval.Delta(out::framesSent);
  const bool counts_layers = HasSpatialLayers(scalability_mode);
  sample.framesCapturedPerSecond = IsKnown(source_row[stat::media_source::frames]) ? captured / source.seconds()
                                                                               : source_row[stat::media_source::framesPerSecond];
  sample.framesEncodedPerSecond = counts_layers ? row[out::framesPerSecond] : encoded / interval.seconds();
  sample.framesSentPerSecond = counts_layers ? kUnknown : sent / interval.seconds();
  const bool comparable = !counts_layers && CoverTheSameTime(source, interval);
  sample.framesNotEncodedDelta = not_encoded_.Take(comparable ? captured - encoded : kUnknown, interval.repeated());
  sample.framesNotSentDelta = not_sent_.Take(encoded - sent, interval.repeated());
  sample.hugeFramesSentDelta = interval.Delta(out::hugeFramesSent);
  sample.keyFramesEncodedDelta = interval.Delta(out::keyFramesEncoded);
  sample.encodeTimeMs = kMsPerSecond * interval.Mean(out::totalEncodeTime, out::framesEncoded);
  sample.qp = interval.Mean(out::qpSum, out::framesEncoded);

  sample.packetSendDelayMs = kMsPerSecond * interval.Mean(out::totalPacketSendDelay, out::packetsSent);
  sample.nackPerSecond = interval.PerSecond(out::nackCount);
  sample.pliPerSecond = interval.PerSecond(out::pliCount);
  sample.firPerSecond = interval.PerSecond(out::firCount);
  sample.retransmittedShare = Share(interval.Delta(out::retransmittedBytesSent), interval.Delta(out::bytesSent));
  sample.frameWidth = ZeroIsUnknown(row[out::frameWidth]);
  sample.frameHeight = ZeroIsUnknown(row[out::frameHeight]);
  sample.qualityLimitationReason = row.Label(out::qualityLimitationReason);
  sample.active = row[out::active];
  FillLimitation(interval, sample);
  return sample;
}

}  // namespace rtc_vitals
