// Quality in one word for a person: good, fair or poor, and why.
#ifndef RTC_VITALS_CORE_METER_QUALITY_H_
#define RTC_VITALS_CORE_METER_QUALITY_H_

#include "core/sample/quality_reasons.h"
#include "core/sample/sample.h"

namespace rtc_vitals {

// Beyond `fair` a value makes the quality fair, beyond `poor` poor.
struct Threshold {
  double fair;
  double poor;
};

// Sources: whereby SDK issue detectors, webrtc-issue-detector, ObserveRTC client-monitor, Microsoft Teams CQD stream classification.
struct QualityParameters {
  Threshold packet_loss = {0.02, 0.10};        // whereby: warning at 2 %, extreme at 10 %; Teams: poor above 10 %
  Threshold rtt_ms = {300, 500};               // ObserveRTC 300, Teams 500
  Threshold jitter_ms = {30, 200};             // Teams 30, webrtc-issue-detector 200
  Threshold jitter_buffer_ms = {200, 500};     // ObserveRTC 200, webrtc-issue-detector 500
  Threshold concealment = {0.03, 0.07};        // ObserveRTC 3 %, Teams 7 %
  Threshold frame_rate = {14, 9};              // whereby: below 14 and below 9; not for a shared screen
  Threshold frames_dropped = {0.1, 0.3};       // of the decodable frames; ObserveRTC 10 %
  Threshold cpu_limited = {0.3, 0.9};          // ObserveRTC 30 %
  double bandwidth_limited = 0.5;              // the configured maximum limits too, so this alone is never poor
};

// 0 good, 1 fair, 2 poor; unknown if nothing could be judged.
struct Quality {
  double level = kUnknown;
  unsigned reasons = 0;
};

Quality QualityOf(const InboundVideoSample& sample, bool screen, const QualityParameters& parameters);
Quality QualityOf(const InboundAudioSample& sample, const QualityParameters& parameters);
Quality QualityOf(const OutboundVideoSample& sample, const QualityParameters& parameters);
Quality QualityOf(const OutboundAudioSample& sample, const QualityParameters& parameters);
// The connection's own quality. `lost`: 1 if its state (or the ICE state, if it has none) is disconnected or failed, 0 if it is connected;
// unknown before.
Quality QualityOf(const ConnectionSample& sample, double lost, const QualityParameters& parameters);

// The worse of the two, with the reasons of both.
Quality Worse(const Quality& a, const Quality& b);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_METER_QUALITY_H_
