#include "core/forensics/sentences.h"

#include "core/forensics/explanation.h"
#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

constexpr double kAtOnceMs = 100;
constexpr double kMostOf = 0.7;

std::string At(double t, double t0) { return PlaceText(t - t0); }

std::string CauseText(const Finding& f) {
  return f.cause == "unknown" ? ": cause unknown." : ": " + f.cause + " (" + f.confidence + " confidence).";
}

std::string Opening(const Finding& f, double t0) {
  if (f.precision == "interval") {
    const std::string what = f.count > 1 ? TimesText(f.count) + ", together for " : "for ";
    return "Between " + At(f.start, t0) + " and " + At(f.end, t0) + " the picture of " + PictureOf(f) + " stood " + what + LengthText(f.duration_ms);
  }
  if (f.running) return "From " + At(f.start, t0) + " the picture of " + PictureOf(f) + " has been standing, " + LengthText(f.duration_ms) + " up to the last poll";
  return "From " + At(f.start, t0) + " the picture of " + PictureOf(f) + " stood for " + LengthText(f.duration_ms) + (f.to_stream_end ? ", up to the last poll of its stream" : "");
}

std::string Rate(const Finding& f) {
  const double now = f.Evidence("bitrate");
  const double before = f.Evidence("bitrateBefore");
  if (!IsKnown(now)) return {};
  constexpr double kNextToNothing = 500;  // bit/s: 0 kbit/s when rounded
  return (now < kNextToNothing ? "no video came" : "video came at " + KbitText(now)) + (IsKnown(before) ? " (" + KbitText(before) + " before)" : "");
}

std::string Rtt(const Finding& f) {
  const double now = f.Evidence("rtt");
  if (!IsKnown(now)) return {};
  return RoundTripRose(f) ? "the round trip was " + LevelText(now, f.Evidence("rttBefore"), f.Evidence("rttFloor"), "this path's best") : "the round trip stayed within " + MsText(now);
}

// Where sound is missing that nobody counted, what was counted is not all that was lost.
std::string Loss(const Finding& f) {
  const double video = f.Evidence("packetLoss");
  const double audio = f.Evidence("audioPacketLoss");
  const std::string counted = IsKnown(f.Evidence("audioQueuedMs")) ? "counted as lost" : "lost";
  Parts parts;
  if (video > 0) parts.Add(ShareText(video) + " of the video packets");
  if (audio > 0) parts.Add(ShareText(audio) + " of the audio packets");
  if (!parts.empty()) return parts.Text() + " were " + counted;
  if (f.Evidence("nackDelta") > 0) return "packets were asked for again " + TimesText(f.Evidence("nackDelta")) + (IsKnown(video) ? ", none was " + counted + " for good" : "");
  return IsKnown(video) ? "no packet was " + counted : "";
}

bool IsLossless(const Finding& f) { return !(f.Evidence("packetLoss") > 0) && !(f.Evidence("audioPacketLoss") > 0) && !(f.Evidence("nackDelta") > 0); }

std::string Asked(const Finding& f) {
  const double requests = f.Evidence("pliDelta");
  return requests > 0 ? "the receiver asked for a key frame " + TimesText(requests) : "";
}

// The rates of the polls round a cut mix what came before, nothing, and what came after: its silence is what was seen.
std::string SeenOfCut(const Finding& f) {
  std::string text = " Nothing at all arrived on this connection for at least " + LengthText(f.Evidence("connectionSilentMs"));
  const double before = f.Evidence("bitrateBefore");
  const double rtt = f.Evidence("rttBefore");
  Parts parts;
  if (IsKnown(before)) parts.Add("video had come at " + KbitText(before));
  if (IsKnown(rtt)) parts.Add("the round trip had been " + MsText(rtt));
  text += parts.empty() ? "." : "; " + parts.Text() + ".";
  // Silences of less than the freeze: packets were lost in a row rather than all of them.
  const bool is_counted = f.Evidence("packetLoss") > 0 || f.Evidence("audioPacketLoss") > 0;
  const bool is_burst = f.Evidence("connectionSilentMs") < kMostOf * f.duration_ms && is_counted;
  if (is_burst) text += " In all, " + Loss(f) + ".";
  const double requests = f.Evidence("pliDelta");
  if (requests > 0) text += " The receiver asked for a key frame " + TimesText(requests) + (f.running ? " so far." : f.to_stream_end ? " until then." : " before the picture came back.");
  return text;
}

bool IsShown(const Finding& f) { return !IsLossless(f) || RoundTripRose(f) || f.Evidence("audioQueuedMs") >= CauseClassifier::Parameters().queued_ms; }

// Why a freeze has a cause that its own numbers do not show.
std::string Inferred(const Finding& f, double t0, const Finding* earlier) {
  const bool is_cut = f.cause == "network-cut";
  const bool is_network = is_cut || f.cause == "congestion" || f.cause == "packet-loss" || f.cause == "jitter";
  if (!is_network || f.confidence == "high" || (!is_cut && IsShown(f))) return {};
  const std::string but = is_cut ? "" : " Neither loss nor round trip shows it by itself.";
  const double since = earlier ? f.start - earlier->end : kUnknown;
  if (earlier) return but + " It began " + (since < kAtOnceMs ? "right" : LengthText(since)) + " after the freeze of the same cause that ended at " + At(earlier->end, t0) + ", and is put down to it.";
  if (!is_cut) return f.cause == "jitter" ? std::string() : but + " The cause is inferred.";
  return IsLossless(f) ? std::string() : " Packets were lost in a row, rather than nothing at all arriving.";
}

std::string Seen(const Finding& f, double t0, const Finding* earlier) {
  if (f.cause == "network-cut" && f.Evidence("connectionSilentMs") >= kCutMs) return SeenOfCut(f);
  Parts parts;
  parts.Add(Rate(f));
  parts.Add(Loss(f));
  parts.Add(Rtt(f));
  parts.Add(Asked(f));
  if (parts.empty()) return {};
  // Counters of an interval tell of all of it, not of the part in which the picture stood.
  return (f.precision == "interval" ? " In that time " : " While it stood, ") + parts.Text() + "." + Inferred(f, t0, earlier);
}

}  // namespace

std::string PictureOf(const Finding& finding) { return finding.label.empty() ? "stream " + finding.stream : finding.label + " (stream " + finding.stream + ")"; }

std::string SentenceOf(const Finding& freeze, double t0, const Finding* earlier) { return Opening(freeze, t0) + CauseText(freeze) + Seen(freeze, t0, earlier); }

}  // namespace rtc_vitals
