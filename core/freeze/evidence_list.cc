#include "core/freeze/evidence_list.h"

#include <algorithm>

namespace rtc_vitals {
namespace {

constexpr double kBitsPerByte = 8;
constexpr double kMsPerSecond = 1000;
constexpr int kRatioDecimals = 4;

class Evidence {
 public:
  explicit Evidence(List<EventValue>& values) : values_(values) {}

  void Add(const char* name, double value, int decimals = 0) {
    if (IsKnown(value)) values_.push_back({.key = name, .number = value, .decimals = decimals});
  }
  void AddPositive(const char* name, double value, int decimals = 0) {
    if (value > 0) Add(name, value, decimals);
  }

 private:
  List<EventValue>& values_;
};

double Share(double lost, double received) { return std::max(0.0, lost) / (std::max(0.0, lost) + received); }

}  // namespace

List<EventValue> EvidenceOf(const GapEvidence& gap) {
  List<EventValue> values;
  Evidence list(values);
  const PollDelta& seen = gap.inside.ms > 0 ? gap.inside : gap.edge;
  list.Add("bitrate", kBitsPerByte * kMsPerSecond * seen.video_bytes / seen.ms);
  list.Add("bitrateBefore", kBitsPerByte * kMsPerSecond * gap.before.video_bytes / gap.before.ms);
  list.Add("packetLoss", Share(gap.Total(&PollDelta::video_lost), gap.Total(&PollDelta::video_packets)), kRatioDecimals);
  list.Add("audioPacketLoss", Share(gap.Total(&PollDelta::audio_lost), gap.Total(&PollDelta::audio_packets)), kRatioDecimals);
  list.AddPositive("nackDelta", gap.Total(&PollDelta::nacks));
  list.AddPositive("pliDelta", gap.Total(&PollDelta::key_requests));
  list.AddPositive("framesDroppedDelta", gap.Total(&PollDelta::dropped));
  list.AddPositive("framesDecodableDelta", gap.Inside(&PollDelta::decodable));
  list.Add("rtt", gap.levels_during.rtt_ms.most, 1);
  list.Add("rttBefore", gap.rtt_floor_ms, 1);
  list.Add("jitter", gap.levels_during.jitter_ms.most, 1);
  list.Add("jitterBefore", gap.levels_before.jitter_ms.most, 1);
  list.AddPositive("connectionSilentMs", gap.connection_silent_ms);
  list.Add("availableOutgoingBitrate", gap.levels_during.outgoing_bitrate.least);
  list.Add("availableOutgoingBitrateBefore", gap.levels_before.outgoing_bitrate.most);
  if (gap.sender_reports >= 2) list.Add("senderPackets", gap.sender_packets);
  return values;
}

}  // namespace rtc_vitals
