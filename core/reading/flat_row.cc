#include "core/reading/flat_row.h"

namespace rtc_vitals {
namespace {

// A connection's stream of kind `connection`. The reader puts these first, in the order of the connections.
const DecodedStream& ConnectionStream(const DecodedBatch& batch, int connection) { return batch.streams[static_cast<size_t>(connection)]; }

}  // namespace

bool MakeFlatRow(const DecodedBatch& batch, const DecodedStream& stream, size_t poll, FlatRow& row) {
  row.ts = batch.connections[static_cast<size_t>(stream.connection)].t[poll];
  row.rtt = SampleFrom<ConnectionSample>(ConnectionStream(batch, stream.connection).At(poll)).rtt;
  switch (stream.kind) {
    case SampleKind::inboundVideo: {
      const auto video = SampleFrom<InboundVideoSample>(stream.At(poll));
      row.jitter = video.jitter, row.packet_loss = video.packetLoss, row.bitrate = video.bitrate;
      row.frames_decoded_delta = video.framesDecodedDelta, row.freeze_flag = video.isFrozen;
      return true;
    }
    case SampleKind::inboundAudio: {
      const auto audio = SampleFrom<InboundAudioSample>(stream.At(poll));
      row.jitter = audio.jitter, row.packet_loss = audio.packetLoss, row.bitrate = audio.bitrate;
      return true;
    }
    case SampleKind::outboundVideo: {
      const auto video = SampleFrom<OutboundVideoSample>(stream.At(poll));
      row.jitter = video.remoteJitter, row.packet_loss = video.remotePacketLoss, row.bitrate = video.bitrate;
      return true;
    }
    case SampleKind::outboundAudio: {
      const auto audio = SampleFrom<OutboundAudioSample>(stream.At(poll));
      row.jitter = audio.remoteJitter, row.packet_loss = audio.remotePacketLoss, row.bitrate = audio.bitrate;
      return true;
    }
    default: return false;
  }
}

}  // namespace rtc_vitals
