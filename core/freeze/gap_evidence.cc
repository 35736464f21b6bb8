#include "core/freeze/gap_evidence.h"

#include <algorithm>
#include <cmath>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr PathThresholds kThresholds;

// An unknown value stays unknown.
double AtLeastZero(double value) { return value < 0 ? 0 : value; }

// Share of the expected amount that arrived in the gap. Whole intervals decide if there are any, else those in which the gap began and
// ended.
double Flow(const GapEvidence& gap, double PollDelta::* member) {
  const double pace = gap.before.*member / gap.before.ms;
  if (!(pace > 0)) return kUnknown;
  if (gap.inside.ms > 0) return gap.inside.*member / (pace * gap.inside.ms);
  if (gap.over && gap.tail.ms > 0) {
    const double live = gap.edge.ms + gap.tail.ms - gap.ms();
    return AtLeastZero((gap.edge.*member + gap.tail.*member - pace * live) / (pace * gap.ms()));
  }
  const double live = gap.edge.ms - gap.edge_open_ms;
  return AtLeastZero((gap.edge.*member - pace * live) / (pace * gap.edge_open_ms));
}

}  // namespace

void LevelRange::Add(double value) {
  min = std::fmin(min, value);
  max = std::fmax(max, value);
}

void PollLevels::Add(const VideoPoll& video, const ConnectionPoll& connection) {
  // Some browsers report a round trip of 0 before the first answer. Without a new answer the value is an old one.
  if (connection.currentRoundTripTime > 0) rtt_ms.Add(kMsPerSecond * connection.currentRoundTripTime);
  rtt_is_measured = rtt_is_measured || connection.pairResponsesReceivedDelta != 0 || IsKnown(connection.remoteRoundTripTime);
  if (connection.remoteRoundTripTime > 0) rtt_ms.Add(kMsPerSecond * connection.remoteRoundTripTime);
  outgoing_bitrate.Add(connection.availableOutgoingBitrate);
  jitter_ms.Add(kMsPerSecond * video.jitter);
  audio_jitter_ms.Add(kMsPerSecond * connection.audioJitter);
  over_tcp = connection.overTcp;
}

void PollLevels::Add(const PollLevels& other) {
  const auto add = [](LevelRange& range, const LevelRange& next) {
    range.Add(next.min);
    range.Add(next.max);
  };
  add(rtt_ms, other.rtt_ms);
  rtt_is_measured = rtt_is_measured || other.rtt_is_measured;
  add(outgoing_bitrate, other.outgoing_bitrate);
  add(jitter_ms, other.jitter_ms);
  add(audio_jitter_ms, other.audio_jitter_ms);
  over_tcp = other.over_tcp;
}

double GapEvidence::VideoFlow() const { return Flow(*this, &PollDelta::video_packets); }

double GapEvidence::AudioFlow() const { return Flow(*this, &PollDelta::audio_packets); }

double GapEvidence::VideoByteFlow() const { return Flow(*this, &PollDelta::video_bytes); }

double GapEvidence::AudioQueuedMs() const {
  const double audio = Total(&PollDelta::audio_packets) + std::max(0.0, Total(&PollDelta::audio_lost));
  return Total(&PollDelta::ms) - audio * before.ms / before.audio_packets;
}

double GapEvidence::DecodeMs() const { return kMsPerSecond * Total(&PollDelta::decode_s) / Total(&PollDelta::decoded); }

double GapEvidence::HeldMs() const { return kMsPerSecond * (tail.hold_s / tail.decodable - before.hold_s / before.decodable); }

double GapEvidence::PartialAudioMs(const PollDelta& interval) const {
  const double ms = interval.audio_packets * before.ms / before.audio_packets;
  return ms < interval.ms ? ms : 0;
}

double GapEvidence::PartialVideoMs(const PollDelta& interval) const {
  const double ms = interval.video_bytes * before.ms / before.video_bytes;
  return ms < interval.ms ? ms : interval.ms;
}

bool GapEvidence::RttRose() const { return kThresholds.rtt.IsMet(levels_during.rtt_ms.max, rtt_floor_ms); }

bool GapEvidence::RttHadRisen() const { return kThresholds.rtt.IsMet(levels_before.rtt_ms.max, rtt_floor_ms); }

bool GapEvidence::RttRoseBeforeSilence() const { return kThresholds.rtt.IsMet(rtt_before_silence_ms, rtt_floor_ms); }

bool GapEvidence::IsStillSlow() const { return kThresholds.rtt.IsMet(newest_rtt_ms, rtt_floor_ms); }

bool GapEvidence::VideoJitterRose() const { return kThresholds.jitter.IsMet(levels_during.jitter_ms.max, jitter_floor_ms); }

bool GapEvidence::AudioJitterRose() const {
  return kThresholds.audio_jitter.IsMet(levels_during.audio_jitter_ms.max, audio_jitter_floor_ms);
}

bool GapEvidence::IsUnanswered() const { return unanswered_ms >= kThresholds.unanswered_ms; }

double GapEvidence::Total(double PollDelta::* member) const {
  return WithoutTail(member) + KnownOr(tail.*member, 0);
}

}  // namespace rtc_vitals
