#include "core/forensics/explanation.h"

#include <algorithm>
#include <cmath>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

// A rise of the round trip that is worth mentioning. The cause is judged by a larger one (PathThresholds).
constexpr double kRoundTripFactor = 1.5;
constexpr double kRoundTripMs = 30;       // smaller rises are noise of a busy device
constexpr double kFewLost = CauseClassifier::Parameters().clean_loss;
constexpr double kSureCutMs = CauseClassifier::Parameters().sure_cut_ms;

const char* const kSenderPause = "a sender's pause";
const char* const kOwnDevice[] = {"the decoder", "this device's load"};

double MostLost(const Finding& f) { return std::fmax(KnownOr(f.Evidence("packetLoss"), 0), KnownOr(f.Evidence("audioPacketLoss"), 0)); }

bool IsSilent(const Finding& f) { return f.Evidence("connectionSilentMs") >= kCutMs; }

std::string SideOfCut(const Finding& f) {
  if (!IsSilent(f)) return MostLost(f) > kFewLost ? ", in the network between the sender and this receiver" : "";
  if (f.Evidence("connectionSilentMs") < kSureCutMs) return ": a short cut of the network towards this receiver, or packets that were lost in a row";
  return ", in the network towards this receiver or at its other end";
}

// A queue that no single member shows is inferred, and its location is unknown.
std::string Congestion(const Finding& f) {
  const bool is_shown = f.confidence == "high" || RoundTripRose(f) || f.Evidence("audioQueuedMs") >= kQueuedMs;
  return is_shown ? "" : " This is inferred: less came than before, for longer than a few lost packets explain.";
}

std::string PacketLoss(const Finding& f) {
  if (!IsKnown(f.Evidence("rtt")) || RoundTripRose(f)) return {};
  return " A bad link is likelier than too little bandwidth: the round trip stayed within " + MsText(f.Evidence("rtt")) + ".";
}

std::string KeyframeStarvation(const Finding& f) {
  const std::string asked = f.Evidence("pliDelta") > 0 ? " A key frame has to be asked for, or sent, sooner" : " So far as the counters tell, no key frame was asked for";
  return asked + ", unless the page itself drops frames (an encoded transform).";
}

// A busy device may itself delay the answer.
std::string DecoderOverload(const Finding& f) {
  if (f.confidence == "low") return {};
  if (RoundTripRose(f) && !IsKnown(f.Evidence("decodeTimeMs"))) return " A busy device also answers late, so that the long round trip does not tell the network from the device.";
  return IsKnown(f.Evidence("packetLoss")) ? "" : " Whether packets were lost is not known, so that this does not rule the network out.";
}

Excluded ExcludedByCut(const Finding& f) {
  if (!IsSilent(f) && MostLost(f) <= kFewLost) return {};
  return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
}

Excluded ExcludedByOverload(const Finding& f) {
  if (f.confidence == "low" || !DecoderOverload(f).empty()) return {};
  return {{"the network", "the sender"}, !RoundTripRose(f) && IsKnown(f.Evidence("rtt"))};
}

Excluded CandidatesOf(const Finding& f) {
  if (f.cause == "network-cut") return ExcludedByCut(f);
  if (f.cause == "congestion") return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "packet-loss" && f.Evidence("bitrate") > 0) return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "packet-loss") return {{kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "jitter") return {{"loss", kOwnDevice[0]}, true};
  if (f.cause == "keyframe-starvation" && IsKnown(f.Evidence("packetLoss"))) return {{"the way to this receiver", kOwnDevice[1]}, true};
  if (f.cause == "keyframe-starvation") return {{kOwnDevice[1]}, true};
  if (f.cause == "decoder-failure") return {{"the network"}, true};
  if (f.cause == "decoder-overload") return ExcludedByOverload(f);
  return {};
}

std::string Capital(std::string text) {
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string ListOf(const std::vector<std::string>& things) {
  std::string text;
  for (const std::string& thing : things) text += (text.empty() ? "" : ", ") + thing;
  return text;
}

// Things that some causes rule out (`sure`) and others make unlikely (`hardly`).
struct Exclusion {
  std::vector<std::string> things, sure, hardly;
};

std::vector<Exclusion> ExclusionsOf(const std::vector<const Finding*>& freezes) {
  std::vector<Exclusion> all;
  for (const Finding* freeze : freezes) {
    const Excluded excluded = ExcludedBy(*freeze);
    auto same = std::find_if(all.begin(), all.end(), [&](const Exclusion& e) { return e.things == excluded.things; });
    if (same == all.end()) same = all.insert(all.end(), {excluded.things, {}, {}});
    (excluded.sure ? same->sure : same->hardly).push_back(freeze->cause);
  }
  return all;
}

std::string TextOf(const Exclusion& exclusion, bool is_for_all) {
  if (exclusion.things.empty()) return {};
  const auto of = [&](const char* what, const std::vector<std::string>& causes) {
    return causes.empty() ? std::string() : what + (is_for_all ? std::string() : " for " + ListOf(causes));
  };
  const std::string sure = of("ruled out", exclusion.sure);
  const std::string hardly = of("hardly to blame", exclusion.hardly);
  return " " + Capital(sure + (sure.empty() || hardly.empty() ? "" : ", ") + hardly) + ": " + ListOf(exclusion.things) + ".";
}

}  // namespace

bool RoundTripRose(const Finding& freeze) {
  const double now = freeze.Evidence("rtt");
  const double floor = freeze.Evidence("rttFloor");
  return now >= kRoundTripFactor * floor && now >= floor + kRoundTripMs;
}

std::string SideOf(const Finding& freeze) {
  if (freeze.cause == "network-cut") return SideOfCut(freeze);
  if (freeze.cause == "congestion") {
    return RoundTripRose(freeze) ? ", in the network between this receiver and the server or peer" : ", in the network, on the sender's way up or on this receiver's way down";
  }
  if (freeze.cause == "packet-loss") {
    return std::string(", in the network between the sender and this receiver") + (PacketLoss(freeze).empty() ? " (a bad link or too little bandwidth)" : "");
  }
  if (freeze.cause == "jitter") return ", on the way to this receiver: in the network, or in a busy device at either end";
  if (freeze.cause == "keyframe-starvation") return ": media came, yet no frame could be decoded without a key frame";
  if (freeze.cause == "decoder-failure") {
    return ": complete frames could not be decoded, damaged before they got here (encoder, server, wrong key of end-to-end encryption) or by a faulty decoder";
  }
  if (freeze.cause == "decoder-overload") {
    return freeze.confidence == "low" ? ", perhaps in this receiver's device, though no counter proves it" : ", in this receiver's device, too busy to decode or show frames";
  }
  if (freeze.cause == "sender-stopped") return ": the sender, or the server between, sent no frames while the rest of the connection was well";
  return {};
}

std::string ExplanationOf(const Finding& freeze) {
  if (freeze.cause == "congestion") return Congestion(freeze);
  if (freeze.cause == "packet-loss") return PacketLoss(freeze);
  if (freeze.cause == "jitter" && RoundTripRose(freeze)) return " A queue that fills and empties looks the same.";
  if (freeze.cause == "keyframe-starvation") return KeyframeStarvation(freeze);
  if (freeze.cause == "decoder-overload") return DecoderOverload(freeze);
  if (freeze.cause == "unknown" && IsKnown(freeze.Evidence("heldMs"))) {
    return " From then on this receiver's jitter buffer held each frame for " + LengthText(freeze.Evidence("heldMs")) +
           " longer than before, because the page asked for it (jitterBufferTarget) or for the sound.";
  }
  if (freeze.cause == "unknown") return " The counters that this browser offers do not tell why.";
  return {};
}

// Only a cause of high confidence rules anything out.
Excluded ExcludedBy(const Finding& freeze) {
  Excluded excluded = CandidatesOf(freeze);
  excluded.sure = excluded.sure && freeze.confidence == "high";
  return excluded;
}

std::string ExcludedText(const std::vector<const Finding*>& told, const std::vector<const Finding*>& all) {
  const std::vector<Exclusion> of_all = ExclusionsOf(all);
  const bool is_same = of_all.size() == 1 && (of_all[0].sure.empty() || of_all[0].hardly.empty());
  std::string text;
  for (const Exclusion& exclusion : ExclusionsOf(told)) text += TextOf(exclusion, is_same);
  return text;
}

}  // namespace rtc_vitals
