#include "core/reading/flat_row.h"

#include <cstring>

namespace rtc_vitals {
namespace {

// The sample struct that At() lists.
template <typename Sample>
Sample SampleAt(const ReadStream& stream, size_t poll) {
  Sample sample;
  static_assert(std::is_trivially_copyable_v<Sample>);
  std::memcpy(static_cast<void*>(&sample), stream.At(poll).data(), sizeof sample);
  return sample;
}

// The stream of kind `connection` of a connection; reading puts those first, in the order of the connections.
const ReadStream& ConnectionStream(const ReadBatch& batch, int connection) { return batch.streams[static_cast<size_t>(connection)]; }

}  // namespace

bool MakeFlatRow(const ReadBatch& batch, const ReadStream& stream, size_t poll, FlatRow& row) {
  row.ts = batch.connections[static_cast<size_t>(stream.connection)].t[poll];
  row.rtt = SampleAt<ConnectionSample>(ConnectionStream(batch, stream.connection), poll).rtt;
  switch (stream.kind) {
    case SampleKind::inboundVideo: {
      const auto video = SampleAt<InboundVideoSample>(stream, poll);
      row.jitter = video.jitter, row.packet_loss = video.packetLoss, row.bitrate = video.bitrate;
      row.frames_decoded_delta = video.framesDecodedDelta, row.freeze_flag = video.isFrozen;
      return true;
    }
    case SampleKind::inboundAudio: {
      const auto audio = SampleAt<InboundAudioSample>(stream, poll);
      row.jitter = audio.jitter, row.packet_loss = audio.packetLoss, row.bitrate = audio.bitrate;
      return true;
    }
    case SampleKind::outboundVideo: {
      const auto video = SampleAt<OutboundVideoSample>(stream, poll);
      row.jitter = video.remoteJitter, row.packet_loss = video.remotePacketLoss, row.bitrate = video.bitrate;
      return true;
    }
    case SampleKind::outboundAudio: {
      const auto audio = SampleAt<OutboundAudioSample>(stream, poll);
      row.jitter = audio.remoteJitter, row.packet_loss = audio.remotePacketLoss, row.bitrate = audio.bitrate;
      return true;
    }
    default: return false;
  }
}

}  // namespace rtc_vitals
