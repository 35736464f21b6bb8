#include "core/freeze/evidence_list.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>

#include "core/base/units.h"
#include "core/freeze/cause_classifier.h"

namespace rtc_vitals {
namespace {

// The values from which on something is worth reporting.
constexpr double kMinJitterMs = 8;     // of the audio, which leaves evenly: less is device noise
constexpr double kMinQueueMs = 200;    // of sound: more than the jitter of its packets
constexpr double kMinFrames = 2;       // difference between received and decoded
constexpr double kMinBusyShare = 0.5;  // of the time between frames, spent decoding
constexpr double kMinReports = 2;      // from the sender: what was sent is known from the second one on
constexpr double kMinCount = 1;        // of anything counted, or of silence (ms)

// The names of the values in EvidenceOf, in the same order. Each begins with its number of decimals, one digit. (One string is smaller in
// the wasm than an array.)
#define EVIDENCE(name, unit, decimals, doc) #decimals #name "\0"
constexpr char kNames[] =
#include "core/freeze/evidence_fields.def"
    ;

// Unknown if no interval counts losses.
double LossShare(const GapEvidence& gap, double PollDelta::* lost, double PollDelta::* received) {
  const double any = std::fmax(gap.edge.*lost, std::fmax(gap.inside.*lost, gap.tail.*lost));
  const double packets = std::max(0.0, gap.Total(lost));
  return IsKnown(any) ? packets / (packets + gap.Total(received)) : kUnknown;
}

// `value` if `measure` is at least `min`, else unknown.
[[gnu::noinline]] double If(double measure, double min, double value) { return measure >= min ? value : kUnknown; }
double Positive(double value) { return If(value, kMinCount, value); }

[[gnu::noinline]] double Bitrate(const PollDelta& seen) {
  return kBitsPerByte * kMsPerSecond * (seen.video_bytes - KnownOr(seen.rtx_bytes, 0)) / seen.ms;
}

}  // namespace

EventValues EvidenceOf(const GapEvidence& gap) {
  constexpr auto kNameCount = std::count(std::begin(kNames), std::end(kNames), '\0') - 1;  // without the end of the string
  const PollDelta& seen = gap.inside.ms > 0 ? gap.inside : gap.edge;
  const double received = gap.Total(&PollDelta::received);
  const double decoded = gap.Total(&PollDelta::decoded);
  const double backlog = If(received, kMinCount, std::abs(received - decoded));
  const double decode_ms = gap.DecodeMs();
  const double held_ms = gap.HeldMs();
  const double audio_jitter = gap.levels_during.audio_jitter_ms.max;
  const double queued = gap.AudioQueuedMs();
  const double values[] = {
      Bitrate(seen),
      Bitrate(gap.before),
      LossShare(gap, &PollDelta::video_lost, &PollDelta::video_packets),
      LossShare(gap, &PollDelta::audio_lost, &PollDelta::audio_packets),
      Positive(gap.Total(&PollDelta::nacks)),
      Positive(gap.Total(&PollDelta::key_requests)),
      Positive(gap.Total(&PollDelta::dropped)),
      Positive(gap.Inside(&PollDelta::decodable)),
      If(backlog, kMinFrames, received),
      If(backlog, kMinFrames, decoded),
      If(decode_ms, kMinBusyShare * gap.usual_gap_ms, decode_ms),
      If(held_ms, CauseClassifier::Parameters().held_share * gap.ms(), held_ms),
      gap.levels_during.rtt_is_measured || gap.RttRose() ? gap.levels_during.rtt_ms.max : kUnknown,
      gap.levels_before.rtt_ms.max,
      gap.rtt_floor_ms,
      gap.levels_during.jitter_ms.max,
      gap.levels_before.jitter_ms.max,
      gap.jitter_floor_ms,
      If(audio_jitter, kMinJitterMs, audio_jitter),
      If(audio_jitter, kMinJitterMs, gap.audio_jitter_floor_ms),
      If(queued, kMinQueueMs, queued),
      Positive(gap.connection_silent_ms),
      Positive(gap.unanswered_ms),
      gap.levels_during.outgoing_bitrate.min,
      gap.levels_before.outgoing_bitrate.max,
      If(gap.sender_reports.count(), kMinReports, gap.sender_reports.packets()),
  };
  static_assert(std::size(values) == kNameCount);
  EventValues list;
  const char* name = kNames;
  for (const double value : values) {
    list.Add(name + 1, value, *name - '0');
    name += std::strlen(name) + 1;
  }
  return list;
}

}  // namespace rtc_vitals
