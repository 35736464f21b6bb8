#include "core/freeze/sentences.h"

#include <algorithm>

#include "core/freeze/cause_classifier.h"
#include "core/freeze/explanation.h"
#include "core/freeze/wording.h"

namespace rtc_vitals {
namespace {

constexpr double kCutMs = CauseClassifier::Parameters().cut_ms;  // a shorter silence is no cut of its own
constexpr std::size_t kPausesNamed = 3;  // of a stream; more are added up

std::string Whose(const Finding& f) { return f.label.empty() ? "stream " + f.stream : f.label + " (stream " + f.stream + ")"; }

std::string At(double t, double t0) { return PlaceText(t - t0); }

std::string CauseText(const Finding& f) {
  return f.cause == "unknown" ? ": cause unknown." : ": " + f.cause + " (" + f.confidence + " confidence).";
}

std::string Opening(const Finding& f, double t0) {
  if (f.precision == "interval") {
    const std::string what = f.count > 1 ? TimesText(f.count) + ", together for " : "for ";
    return "Between " + At(f.start, t0) + " and " + At(f.end, t0) + " the picture of " + Whose(f) + " stood " + what + LengthText(f.duration_ms);
  }
  if (f.running) return "From " + At(f.start, t0) + " the picture of " + Whose(f) + " has been standing, " + LengthText(f.duration_ms) + " up to the last poll";
  return "From " + At(f.start, t0) + " the picture of " + Whose(f) + " stood for " + LengthText(f.duration_ms);
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
  const double before = f.Evidence("rttBefore");
  if (!IsKnown(now) || !IsKnown(before)) return {};
  return RoundTripRose(f) ? "the round trip rose from " + MsText(before) + " to " + MsText(now) : "the round trip stayed within " + MsText(now);
}

std::string Loss(const Finding& f) {
  const double video = f.Evidence("packetLoss");
  const double audio = f.Evidence("audioPacketLoss");
  Parts parts;
  if (video > 0) parts.Add(ShareText(video) + " of the video packets");
  if (audio > 0) parts.Add(ShareText(audio) + " of the audio packets");
  if (!parts.empty()) return parts.Text() + " were lost";
  if (f.Evidence("nackDelta") > 0) return "packets were asked for again " + TimesText(f.Evidence("nackDelta")) + ", none was lost for good";
  return IsKnown(video) ? "no packet was lost" : "";
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
  if (IsKnown(rtt)) parts.Add("the round trip had been " + MsText(rtt) + " at best");
  text += parts.empty() ? "." : "; " + parts.Text() + ".";
  const double requests = f.Evidence("pliDelta");
  if (requests > 0) text += " The receiver asked for a key frame " + TimesText(requests) + (f.running ? " so far." : " before the picture came back.");
  return text;
}

std::string Seen(const Finding& f) {
  const bool is_cut = f.cause == "network-cut";
  if (is_cut && f.Evidence("connectionSilentMs") >= kCutMs) return SeenOfCut(f);
  Parts parts;
  parts.Add(Rate(f));
  parts.Add(Loss(f));
  parts.Add(Rtt(f));
  parts.Add(Asked(f));
  if (parts.empty()) return {};
  // Counters of an interval tell of all of it, not of the part in which the picture stood.
  std::string text = (f.precision == "interval" ? " In that time " : " While it stood, ") + parts.Text() + ".";
  if (is_cut) text += " It follows so closely on a cut that it is put down to it.";
  if ((f.cause == "congestion" || f.cause == "packet-loss") && f.confidence != "high" && IsLossless(f) && !RoundTripRose(f)) {
    text += " Neither loss nor round trip shows it: packets came late, or the path was still recovering.";
  }
  return text;
}

const char* WhyNoFreeze(const std::string& type) {
  if (type == "static") return "static: the picture did not change, as on a shared screen";
  if (type == "source-stopped") return "source-stopped: its sound ended with it and nothing was lost, so its sender left or sends nothing any more";
  return "paused: the sender, or the server between, sent no frames while the rest of the connection was well";
}

std::string Places(const std::vector<const Finding*>& pauses, double t0) {
  const auto place = [&](const Finding& f) { return "from " + At(f.start, t0) + " for " + LengthText(f.duration_ms); };
  if (pauses.size() <= kPausesNamed) {
    Parts parts;
    for (const Finding* pause : pauses) parts.Add(place(*pause));
    return parts.Text();
  }
  double together = 0;
  for (const Finding* pause : pauses) together += pause->duration_ms;
  const Finding& longest = **std::max_element(pauses.begin(), pauses.end(), [](const Finding* a, const Finding* b) { return a->duration_ms < b->duration_ms; });
  return TimesText(static_cast<double>(pauses.size())) + " between " + At(pauses.front()->start, t0) + " and " + At(pauses.back()->end, t0) + ", together for " +
         LengthText(together) + ", longest " + place(longest);
}

}  // namespace

std::string SentenceOf(const Finding& freeze, double t0) { return Opening(freeze, t0) + CauseText(freeze) + Seen(freeze); }

std::string PausesText(const std::vector<Finding>& pauses, double t0) {
  std::string text;
  for (auto first = pauses.begin(); first != pauses.end(); ++first) {
    const auto is_same = [&](const Finding& f) { return f.stream == first->stream && f.type == first->type; };
    if (std::any_of(pauses.begin(), first, is_same)) continue;
    std::vector<const Finding*> same;
    for (auto pause = first; pause != pauses.end(); ++pause) {
      if (is_same(*pause)) same.push_back(&*pause);
    }
    text += " Not a freeze: the picture of " + Whose(*first) + " stood " + Places(same, t0) + ", " + WhyNoFreeze(first->type) + ".";
  }
  return text;
}

}  // namespace rtc_vitals
