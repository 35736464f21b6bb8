#include "core/freeze/sentences.h"

#include <cmath>
#include <cstdio>

namespace rtc_vitals {
namespace {

constexpr double kSecondMs = 1000;
constexpr double kPercent = 100;
constexpr double kKilo = 1000;
constexpr double kRose = 1.5;  // a round trip so much longer is worth the word

std::string Fixed(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string Kbit(double bits) { return Fixed(bits / kKilo, 0) + " kbit/s"; }
std::string Ms(double ms) { return Fixed(ms, 0) + " ms"; }
std::string Share(double share) { return Fixed(kPercent * share, share < 0.1 ? 1 : 0) + " %"; }

// Parts of a sentence, put together with commas and "and".
class Parts {
 public:
  void Add(std::string part) {
    if (!part.empty()) parts_.push_back(std::move(part));
  }
  std::string Text() const {
    std::string text;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (i > 0) text += i + 1 == parts_.size() ? " and " : ", ";
      text += parts_[i];
    }
    return text;
  }
  bool empty() const { return parts_.empty(); }

 private:
  std::vector<std::string> parts_;
};

std::string Whose(const Finding& f) { return f.label.empty() ? "stream " + f.stream : f.label + " (stream " + f.stream + ")"; }

std::string Opening(const Finding& f, double t0) {
  const std::string at = Fixed((f.start - t0) / kSecondMs, 1);
  if (f.precision == "interval") {
    const std::string what = f.count > 1 ? Fixed(f.count, 0) + " times, together for " : "for ";
    return "Between " + at + " s and " + Fixed((f.end - t0) / kSecondMs, 1) + " s the picture of " + Whose(f) + " stood " + what + LengthText(f.duration_ms);
  }
  if (f.running) return "From " + at + " s the picture of " + Whose(f) + " has been standing, " + LengthText(f.duration_ms) + " up to the last poll";
  return "From " + at + " s the picture of " + Whose(f) + " stood for " + LengthText(f.duration_ms);
}

std::string Rate(const Finding& f) {
  const double now = f.Evidence("bitrate");
  const double before = f.Evidence("bitrateBefore");
  if (!IsKnown(now)) return {};
  return "video came at " + Kbit(now) + (IsKnown(before) ? " (" + Kbit(before) + " before)" : "");
}

std::string Rtt(const Finding& f) {
  const double now = f.Evidence("rtt");
  const double before = f.Evidence("rttBefore");
  if (!IsKnown(now) || !IsKnown(before)) return {};
  return now >= kRose * before ? "the round trip rose from " + Ms(before) + " to " + Ms(now)
                               : "the round trip was " + Ms(now) + " (" + Ms(before) + " at best before)";
}

std::string Loss(const Finding& f) {
  Parts parts;
  const double video = f.Evidence("packetLoss");
  const double audio = f.Evidence("audioPacketLoss");
  if (IsKnown(video)) parts.Add(Share(video) + " of the video packets");
  if (audio > 0) parts.Add(Share(audio) + " of the audio packets");
  return parts.empty() ? std::string() : parts.Text() + " were lost";
}

std::string Asked(const Finding& f) {
  const double plis = f.Evidence("pliDelta");
  if (!(plis > 0)) return {};
  return "the receiver asked for a key frame " + (plis == 1 ? std::string("once") : Fixed(plis, 0) + " times");
}

std::string Seen(const Finding& f) {
  Parts parts;
  parts.Add(Rate(f));
  parts.Add(Loss(f));
  parts.Add(Rtt(f));
  parts.Add(Asked(f));
  return parts.empty() ? std::string() : " While it stood, " + parts.Text() + ".";
}

std::string Why(const Finding& f) {
  if (f.cause == "network-cut") {
    return " Nothing at all arrived on this connection for " + LengthText(f.Evidence("connectionSilentMs")) +
           ", neither audio nor video: the network was cut, on either side of the server or peer. The decoder and the sender's camera are ruled out.";
  }
  if (f.cause == "congestion") {
    return " The path could not carry the call: packets queued and were dropped. This lies in the network, not in the devices; whether up or down the "
           "counters of one side cannot tell.";
  }
  if (f.cause == "packet-loss") return " Packets were lost on a path that was not overloaded: a bad link rather than too little bandwidth. The devices are ruled out.";
  if (f.cause == "jitter") return " All packets arrived, but unevenly: frames came too late to be shown in time. Loss and the decoder are ruled out.";
  if (f.cause == "keyframe-starvation") {
    return " Media kept coming and hardly anything was lost, but no frame could be decoded until a key frame came: a reference was missing. The receiver's "
           "network and its load are ruled out; the sender or the server between has to answer key frame requests sooner.";
  }
  if (f.cause == "decoder-failure") {
    return " Frames arrived complete and were handed to the decoder, which failed on them (" + Fixed(KnownOr(f.Evidence("framesDroppedDelta"), 0), 0) +
           " dropped): damaged payload or a faulty decoder. The network is ruled out.";
  }
  if (f.cause == "decoder-overload" && f.confidence == "low") {
    return " Nothing was lost or asked for again; the frames may have waited in the receiver's device, but no member says so.";
  }
  if (f.cause == "decoder-overload") return " Frames arrived in time and waited in the receiver's device: it was too busy to decode or show them. The network is ruled out.";
  if (f.cause == "sender-stopped") return " The sender, or the server between, sent no frames while the rest of the connection was well: paused, not frozen.";
  return " The counters that this browser offers do not tell why.";
}

}  // namespace

std::string LengthText(double ms) {
  if (!IsKnown(ms)) return "a while";
  return ms < kSecondMs ? Ms(ms) : Fixed(ms / kSecondMs, 1) + " s";
}

std::string SentenceOf(const Finding& finding, double t0) {
  std::string text = Opening(finding, t0);
  if (finding.type != "freeze") return text + ", " + finding.type + " (" + finding.confidence + " confidence)." + Why(finding);
  text += ": " + finding.cause + " (" + finding.confidence + " confidence).";
  return text + Seen(finding) + Why(finding);
}

}  // namespace rtc_vitals
