#include "core/freeze/evidence_list.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

constexpr double kBitsPerByte = 8;
constexpr double kMsPerSecond = 1000;
constexpr int kRatioDecimals = 4;

double Share(double lost, double received) { return std::max(0.0, lost) / (std::max(0.0, lost) + received); }

}  // namespace

EventValues EvidenceOf(const GapEvidence& gap) {
  EventValues list;
  const auto add_positive = [&](const char* name, double value) {
    if (value > 0) list.Add(name, value);
  };
  const PollDelta& seen = gap.inside.ms > 0 ? gap.inside : gap.edge;
  list.Add("bitrate", kBitsPerByte * kMsPerSecond * seen.video_bytes / seen.ms);
  list.Add("bitrateBefore", kBitsPerByte * kMsPerSecond * gap.before.video_bytes / gap.before.ms);
  list.Add("packetLoss", Share(gap.Total(&PollDelta::video_lost), gap.Total(&PollDelta::video_packets)), kRatioDecimals);
  list.Add("audioPacketLoss", Share(gap.Total(&PollDelta::audio_lost), gap.Total(&PollDelta::audio_packets)), kRatioDecimals);
  add_positive("nackDelta", gap.Total(&PollDelta::nacks));
  add_positive("pliDelta", gap.Total(&PollDelta::key_requests));
  add_positive("framesDroppedDelta", gap.Total(&PollDelta::dropped));
  add_positive("framesDecodableDelta", gap.Inside(&PollDelta::decodable));
  list.Add("rtt", gap.levels_during.rtt_ms.most, 1);
  list.Add("rttBefore", gap.rtt_floor_ms, 1);
  list.Add("jitter", gap.levels_during.jitter_ms.most, 1);
  list.Add("jitterBefore", gap.levels_before.jitter_ms.most, 1);
  add_positive("connectionSilentMs", gap.connection_silent_ms);
  list.Add("availableOutgoingBitrate", gap.levels_during.outgoing_bitrate.least);
  list.Add("availableOutgoingBitrateBefore", gap.levels_before.outgoing_bitrate.most);
  if (gap.sender_reports >= 2) list.Add("senderPackets", gap.sender_packets);
  return list;
}

}  // namespace rtc_vitals
