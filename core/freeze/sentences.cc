#include "core/freeze/sentences.h"

#include <algorithm>

#include "core/freeze/explanation.h"
#include "core/freeze/wording.h"

namespace rtc_vitals {
namespace {

constexpr double kSecondMs = 1000;
constexpr std::size_t kPausesNamed = 3;  // of a stream; the rest is counted

std::string Whose(const Finding& f) { return f.label.empty() ? "stream " + f.stream : f.label + " (stream " + f.stream + ")"; }

std::string At(double t, double t0) { return Fixed((t - t0) / kSecondMs, 1) + " s"; }

std::string Opening(const Finding& f, double t0) {
  if (f.precision == "interval") {
    const std::string what = f.count > 1 ? Fixed(f.count, 0) + " times, together for " : "for ";
    return "Between " + At(f.start, t0) + " and " + At(f.end, t0) + " the picture of " + Whose(f) + " stood " + what + LengthText(f.duration_ms);
  }
  if (f.running) return "From " + At(f.start, t0) + " the picture of " + Whose(f) + " has been standing, " + LengthText(f.duration_ms) + " up to the last poll";
  return "From " + At(f.start, t0) + " the picture of " + Whose(f) + " stood for " + LengthText(f.duration_ms);
}

std::string Rate(const Finding& f) {
  const double now = f.Evidence("bitrate");
  const double before = f.Evidence("bitrateBefore");
  if (!IsKnown(now)) return {};
  return "video came at " + KbitText(now) + (IsKnown(before) ? " (" + KbitText(before) + " before)" : "");
}

std::string Rtt(const Finding& f) {
  const double now = f.Evidence("rtt");
  const double before = f.Evidence("rttBefore");
  if (!IsKnown(now) || !IsKnown(before)) return {};
  return RoundTripRose(f) ? "the round trip rose from " + MsText(before) + " to " + MsText(now) : "the round trip stayed at " + MsText(now);
}

std::string Loss(const Finding& f) {
  const double video = f.Evidence("packetLoss");
  const double audio = f.Evidence("audioPacketLoss");
  Parts parts;
  if (video > 0) parts.Add(ShareText(video) + " of the video packets");
  if (audio > 0) parts.Add(ShareText(audio) + " of the audio packets");
  if (!parts.empty()) return parts.Text() + " were lost";
  return IsKnown(video) ? "no packet was lost" : "";
}

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
  if (IsKnown(rtt)) parts.Add("the round trip had been " + MsText(rtt) + " at best");
  text += parts.empty() ? "." : "; " + parts.Text() + ".";
  const double requests = f.Evidence("pliDelta");
  if (requests > 0 && !f.running) text += " When packets came again the picture still had to wait for a key frame, asked for " + TimesText(requests) + ".";
  return text;
}

std::string Seen(const Finding& f) {
  if (f.cause == "network-cut" && IsKnown(f.Evidence("connectionSilentMs"))) return SeenOfCut(f);
  Parts parts;
  parts.Add(Rate(f));
  parts.Add(Loss(f));
  parts.Add(Rtt(f));
  parts.Add(Asked(f));
  return parts.empty() ? std::string() : " While it stood, " + parts.Text() + ".";
}

const char* WhyNoFreeze(const std::string& type) {
  if (type == "static") return "the picture did not change, as a shared screen does";
  return "the sender, or the server between, sent no frames while the rest of the connection was well";
}

}  // namespace

std::string SentenceOf(const Finding& freeze, double t0) {
  return Opening(freeze, t0) + ": " + freeze.cause + " (" + freeze.confidence + " confidence)." + Seen(freeze);
}

std::string PausesText(const std::vector<Finding>& pauses, double t0) {
  std::string text;
  for (auto first = pauses.begin(); first != pauses.end(); ++first) {
    const auto is_same = [&](const Finding& f) { return f.stream == first->stream && f.type == first->type; };
    if (std::any_of(pauses.begin(), first, is_same)) continue;
    Parts parts;
    std::size_t count = 0;
    for (auto pause = first; pause != pauses.end(); ++pause) {
      if (is_same(*pause) && ++count <= kPausesNamed) parts.Add("from " + At(pause->start, t0) + " for " + LengthText(pause->duration_ms));
    }
    if (count > kPausesNamed) parts.Add(Fixed(static_cast<double>(count - kPausesNamed), 0) + " more times");
    text += " Not a freeze: " + Whose(*first) + " stood " + parts.Text() + ", " + first->type + ": " + WhyNoFreeze(first->type) + ".";
  }
  return text;
}

}  // namespace rtc_vitals
