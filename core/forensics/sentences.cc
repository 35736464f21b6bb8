#include "core/forensics/sentences.h"

#include <utility>
#include <vector>

#include "core/forensics/explanation.h"
#include "core/forensics/wording.h"
#include "core/freeze/aftermath.h"

namespace rtc_vitals {
namespace {

constexpr double kAtOnceMs = 100;
constexpr double kNearMs = Aftermath::Parameters().near_ms;
constexpr double kMostShare = 0.7;
constexpr double kEstimateFell = 0.7;  // the uplink suffers too if its bandwidth estimate falls below this share of its earlier value

std::string At(double t, double t0) { return PositionText(t - t0); }

std::string SpanText(const Finding& f, double t0) { return "between " + At(f.start, t0) + " and " + At(f.end, t0); }

// "up to 403 ms (minimum 50 ms)". Does not say that it grew: it may have been even longer just before.
std::string LevelText(double now, double floor) {
  return "up to " + MsText(now) + (IsKnown(floor) ? " (minimum " + MsText(floor) + ")" : "");
}

std::string Rate(const Finding& f) {
  const double now = f.Evidence("bitrate");
  const double before = f.Evidence("bitrateBefore");
  if (!IsKnown(now)) return {};
  constexpr double kNextToNothing = 500;  // bit/s: 0 kbit/s when rounded
  return (now < kNextToNothing ? "no video arrived" : "video arrived at " + KbitText(now)) +
         (IsKnown(before) ? " (" + KbitText(before) + " before)" : "");
}

std::string Rtt(const Finding& f) {
  const double now = f.Evidence("rtt");
  if (!IsKnown(now)) return {};
  return RoundTripRose(f) ? "the round-trip time was " + LevelText(now, f.Evidence("rttFloor"))
                          : "the round-trip time did not exceed " + MsText(now);
}

std::string LongRtt(const Finding& f) { return RoundTripRose(f) ? Rtt(f) : std::string(); }

// If audio is missing that was not counted as lost, the counted losses are not all of the losses.
std::string Loss(const Finding& f) {
  const double video = f.Evidence("packetLoss");
  const double audio = f.Evidence("audioPacketLoss");
  const std::string counted = IsKnown(f.Evidence("audioQueuedMs")) ? "counted as lost" : "lost";
  if (video > 0 && audio > 0) return ShareText(video) + " of the video and " + ShareText(audio) + " of the audio packets were " + counted;
  if (video > 0) return ShareText(video) + " of the video packets were " + counted;
  if (audio > 0) return ShareText(audio) + " of the audio packets were " + counted;
  if (f.Evidence("nackDelta") > 0) {
    return "retransmission was requested (NACK) " + TimesText(f.Evidence("nackDelta")) +
           (IsKnown(video) ? ", but no packet was permanently " + counted : "");
  }
  return IsKnown(video) ? "no packet was " + counted : "";
}

bool CountsLosses(const Finding& f) { return f.Evidence("packetLoss") > 0 || f.Evidence("audioPacketLoss") > 0; }

bool IsLossless(const Finding& f) { return !CountsLosses(f) && !(f.Evidence("nackDelta") > 0); }

std::string KeyFrameRequests(const Finding& f) {
  const double requests = f.Evidence("pliDelta");
  return requests > 0 ? "the receiver requested a key frame " + TimesText(requests) : "";
}

std::string Queued(const Finding& f) {
  const double queued = f.Evidence("audioQueuedMs");
  if (!(queued >= kQueuedMs) || RoundTripRose(f)) return {};
  return DurationText(queued) + " of audio neither arrived in time nor was counted as lost (queued, or dropped from a queue" +
         (f.confidence == "high" ? ")" : ", unless its sender sent less)");
}

// Only if the round trip does not already show that both directions suffer.
std::string OutgoingEstimate(const Finding& f) {
  const double now = f.Evidence("availableOutgoingBitrate");
  const double before = f.Evidence("availableOutgoingBitrateBefore");
  return !RoundTripRose(f) && now < kEstimateFell * before
             ? "the outgoing bandwidth estimate fell from " + KbitText(before) + " to " + KbitText(now)
             : "";
}

std::string JitterLevels(const Finding& f) {
  Parts parts;
  if (f.Evidence("jitter") > f.Evidence("jitterFloor")) {
    parts.Add(LevelText(f.Evidence("jitter"), f.Evidence("jitterFloor")) + " for video");
  }
  if (IsKnown(f.Evidence("audioJitter"))) parts.Add(LevelText(f.Evidence("audioJitter"), f.Evidence("audioJitterFloor")) + " for audio");
  return parts.empty() ? "" : "jitter was " + parts.Text();
}

std::string Dropped(const Finding& f) {
  const double dropped = f.Evidence("framesDroppedDelta");
  return dropped > 0 ? Fixed(dropped, 0) + (dropped == 1 ? " frame was dropped" : " frames were dropped") : "";
}

// "60 frames arrived, 12 were decoded, 9 frames were dropped, decoding took 85 ms per frame"
std::vector<std::string> FramesOf(const Finding& f) {
  const double received = f.Evidence("framesReceivedDelta");
  const double each = f.Evidence("decodeTimeMs");
  return {IsKnown(received) ? Fixed(received, 0) + " frames arrived" : Rate(f),
          IsKnown(received) ? Fixed(f.Evidence("framesDecodedDelta"), 0) + " were decoded" : "",
          Dropped(f), IsKnown(each) ? "decoding took " + MsText(each) + " per frame" : ""};
}

// The bitrates of the polls around a network cut mix the time before, the silence and the time after. Only the silence itself is evidence.
std::string SeenOfCut(const Finding& f) {
  const double silent = f.Evidence("connectionSilentMs");
  const double before = f.Evidence("bitrateBefore");
  // The jitter buffer may have shown some more frames.
  const std::string start = silent > f.duration_ms ? ", from shortly before it" : "";
  std::string text = "nothing arrived for at least " + DurationText(silent) + start +
                     (IsKnown(f.Evidence("audioPacketLoss")) ? ", neither video nor audio" : "");
  if (IsKnown(before)) text += " (" + KbitText(before) + " of video before)";
  // If the silence is much shorter than the freeze, packets were lost in bursts; not all were lost.
  return silent < kMostShare * f.duration_ms && CountsLosses(f) ? text + ", and " + Loss(f) + " in total" : text;
}

// The evidence for or against the cause.
std::vector<std::string> PartsOf(const Finding& f) {
  if (f.cause == "congestion") return {Rate(f), Loss(f), Queued(f), Rtt(f), OutgoingEstimate(f)};
  if (f.cause == "packet-loss") return {Loss(f), LongRtt(f)};
  if (f.cause == "jitter") return {Loss(f), JitterLevels(f), LongRtt(f)};
  if (f.cause == "keyframe-starvation") return {Rate(f), Loss(f), LongRtt(f), KeyFrameRequests(f)};
  if (f.cause == "decoder-failure") return {Dropped(f), Loss(f), LongRtt(f), KeyFrameRequests(f)};
  std::vector<std::string> parts = {Rate(f), Loss(f), Rtt(f), KeyFrameRequests(f)};
  if (f.cause != "decoder-overload") return parts;
  parts = FramesOf(f);
  parts.push_back(Loss(f));
  parts.push_back(Rtt(f));
  return parts;
}

bool IsShown(const Finding& f) { return !IsLossless(f) || RoundTripRose(f) || f.Evidence("audioQueuedMs") >= kQueuedMs; }

bool IsSilentCut(const Finding& f) { return f.cause == "network-cut" && f.Evidence("connectionSilentMs") >= kCutMs; }

}  // namespace

std::string PictureOf(const Finding& finding) {
  return finding.label.empty() ? "stream " + finding.stream : finding.label + " (stream " + finding.stream + ")";
}

std::string PositionOf(const Finding& f, double t0) {
  if (f.precision == "interval") return SpanText(f, t0);
  if (IsOver(f)) return "at " + At(f.start, t0);
  return "from " + At(f.start, t0) + (f.running ? " until the last poll" : " until the last poll of its stream");
}

std::string WhenText(const Finding& f, double t0) {
  const std::string times = f.count > 1 ? TimesText(f.count) + " " : std::string();
  return times + PositionOf(f, t0) + " for " + DurationText(f.duration_ms) + (f.count > 1 ? " in total" : "");
}

std::string SeenText(const Finding& f) {
  if (IsSilentCut(f)) return SeenOfCut(f);
  Parts parts;
  for (std::string& part : PartsOf(f)) parts.Add(std::move(part));
  return parts.Text(", and ");  // whole clauses, some of which contain an "and"
}

std::string InferredText(const Finding& f, double t0, const Finding* earlier) {
  const bool is_cut = f.cause == "network-cut";
  if (IsSilentCut(f) || !IsOfNetwork(f) || f.confidence == "high" || (!is_cut && IsShown(f))) return {};
  const std::string but = is_cut ? "" : " Neither packet loss nor round-trip time shows this on its own.";
  const double since = earlier ? f.start - earlier->end : kUnknown;
  // A cut that lost packets of its own long after the earlier one is another cut.
  const bool has_own_losses = is_cut && since > kNearMs && CountsLosses(f);
  if (earlier && !has_own_losses) {
    return but + " It began " + (since < kAtOnceMs ? "right" : DurationText(since)) +
           " after the freeze with the same cause that ended at " + At(earlier->end, t0) + " and is attributed to it.";
  }
  if (!is_cut) return f.cause == "jitter" ? std::string() : but;
  return IsLossless(f) ? std::string() : " Consecutive packets were lost; the connection was not completely silent.";
}

}  // namespace rtc_vitals
