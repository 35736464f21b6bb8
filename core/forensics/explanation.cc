#include "core/forensics/explanation.h"

#include <algorithm>

#include "core/forensics/wording.h"
#include "core/freeze/gap_evidence.h"
#include "core/freeze/pause_rule.h"

namespace rtc_vitals {
namespace {

// A rise of the round trip that is worth mentioning. The cause is judged by a larger one (PathThresholds).
constexpr double kRoundTripFactor = 1.5;
constexpr double kRoundTripMs = 30;       // smaller rises are noise of a busy device
constexpr double kFewLost = CauseClassifier::Parameters().clean_loss;
constexpr double kUnansweredMs = PathThresholds().unanswered_ms;
constexpr double kAnsweredLoss = 0.3;     // if this share is lost on the way there and back, half of all requests are still answered
constexpr double kUnsentMs = PauseRule::Parameters().quiet_ms;
constexpr double kSureCutMs = CauseClassifier::Parameters().sure_cut_ms;

const char* const kSenderPause = "a pause by the sender";
const char* const kOwnDevice[] = {"the decoder", "load on this device"};

bool LostMany(const Finding& f) { return f.Evidence("packetLoss") > kFewLost || f.Evidence("audioPacketLoss") > kFewLost; }

bool IsSilent(const Finding& f) { return f.Evidence("connectionSilentMs") >= kCutMs; }

// The network stopped the picture, but may not be all that kept it frozen: a sender stops the video of a path that it believes to carry no
// more than the audio, and may not resume it.
bool WasUnsent(const Finding& f) { return IsOfNetwork(f) && f.unsent_ms >= kUnsentMs; }

// The far end does not have what it is asked for: it is a server that did not receive it. Unless this receiver's own path loses so much, or
// is so slow, that it explains the lack of answers.
bool IsLostBeforeServer(const Finding& f) {
  return f.Evidence("unansweredMs") >= kUnansweredMs && f.Evidence("audioPacketLoss") <= kAnsweredLoss && !RoundTripRose(f);
}

std::string LostBeforeServer(const Finding& f) {
  return " For " + DurationText(f.Evidence("unansweredMs")) +
         " the receiver requested lost packets and got hardly any: the server had not received them either.";
}

std::string SideOfCut(const Finding& f) {
  if (!IsSilent(f)) return LostMany(f) ? ", in the network between the sender and this receiver" : "";
  if (f.Evidence("connectionSilentMs") < kSureCutMs) {
    return ": an outage of the network between the sender and this receiver, or a burst of packet loss";
  }
  return ", in the network path to this receiver or at the far end of the connection";
}

// A queue that no single member shows is inferred, and its location is unknown.
std::string Congestion(const Finding& f) {
  if (IsLostBeforeServer(f)) return LostBeforeServer(f);
  const bool is_shown = f.confidence == "high" || RoundTripRose(f) || f.Evidence("audioQueuedMs") >= kQueuedMs;
  return is_shown ? "" : " This is inferred: less media arrived than before, for longer than a few lost packets can explain.";
}

std::string PacketLoss(const Finding& f) {
  if (IsLostBeforeServer(f)) return LostBeforeServer(f);
  if (!IsKnown(f.Evidence("rtt")) || RoundTripRose(f)) return {};
  return " A poor link is more likely than insufficient bandwidth: the round-trip time did not exceed " + MsText(f.Evidence("rtt")) + ".";
}

std::string KeyframeStarvation(const Finding& f) {
  if (LostMany(f)) return " Packets were lost, and the key frame that this made necessary was requested or sent late.";
  if (f.Evidence("pliDelta") > 0) {
    return " Key frames must be requested or sent sooner, unless the page itself drops frames (encoded transform).";
  }
  return " The counters show no key frame request; the page itself may be dropping frames (encoded transform).";
}

// A busy device may itself delay the response.
std::string DecoderOverload(const Finding& f) {
  if (f.confidence == "low") return {};
  if (RoundTripRose(f) && !IsKnown(f.Evidence("decodeTimeMs"))) {
    return " A busy device also responds late, so the long round-trip time does not show whether the network or the device is at fault.";
  }
  return IsKnown(f.Evidence("packetLoss")) ? "" : " Packet loss is unknown, so the network cannot be ruled out.";
}

std::string CauseExplained(const Finding& f) {
  if (f.cause == "congestion") return Congestion(f);
  if (f.cause == "packet-loss") return PacketLoss(f);
  if (f.cause == "jitter" && RoundTripRose(f)) return " A network queue that fills and drains would look the same.";
  if (f.cause == "keyframe-starvation") return KeyframeStarvation(f);
  if (f.cause == "decoder-overload") return DecoderOverload(f);
  if (f.cause == "unknown" && IsKnown(f.Evidence("heldMs"))) {
    return " From then on, this receiver's jitter buffer held each frame " + DurationText(f.Evidence("heldMs")) +
           " longer than before, because the page requested it (jitterBufferTarget) or to keep video and audio in sync.";
  }
  return f.cause == "unknown" ? " The counters that this browser reports do not show why." : "";
}

std::string Unsent(const Finding& f) {
  if (!WasUnsent(f)) return {};
  return " For " + DurationText(f.unsent_ms) +
         " of that freeze, audio arrived without loss but no video: the sender, or the server in between, sent none.";
}

Excluded ExcludedByCut(const Finding& f) {
  if (!IsSilent(f) && !LostMany(f)) return {};
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
  if (f.cause == "jitter" && LostMany(f)) return {{kOwnDevice[0]}, true};
  if (f.cause == "jitter") return {{"packet loss", kOwnDevice[0]}, true};
  if (f.cause == "keyframe-starvation" && IsKnown(f.Evidence("packetLoss")) && !LostMany(f)) {
    return {{"the network path to this receiver", kOwnDevice[1]}, true};
  }
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

// Things that some causes rule out (`sure`) and others make `unlikely`.
struct Exclusion {
  std::vector<std::string> things, sure, unlikely;
};

std::vector<Exclusion> ExclusionsOf(const std::vector<const Finding*>& freezes) {
  std::vector<Exclusion> all;
  for (const Finding* freeze : freezes) {
    const Excluded excluded = ExcludedBy(*freeze);
    auto same = std::find_if(all.begin(), all.end(), [&](const Exclusion& e) { return e.things == excluded.things; });
    if (same == all.end()) same = all.insert(all.end(), {excluded.things, {}, {}});
    (excluded.sure ? same->sure : same->unlikely).push_back(freeze->cause);
  }
  return all;
}

std::string TextOf(const Exclusion& exclusion, bool is_for_all) {
  if (exclusion.things.empty()) return {};
  const auto of = [&](const char* what, const std::vector<std::string>& causes) {
    Parts names;
    for (const std::string& cause : causes) names.Add(cause);
    return causes.empty() ? std::string() : what + (is_for_all ? std::string() : " for the " + names.Text() + " freezes");
  };
  const std::string sure = of("ruled out", exclusion.sure);
  const std::string unlikely = of("unlikely", exclusion.unlikely);
  return " " + Capital(sure + (sure.empty() || unlikely.empty() ? "" : ", ") + unlikely) + ": " + ListOf(exclusion.things) + ".";
}

}  // namespace

bool RoundTripRose(const Finding& freeze) {
  const double now = freeze.Evidence("rtt");
  const double floor = freeze.Evidence("rttFloor");
  return now >= kRoundTripFactor * floor && now >= floor + kRoundTripMs;
}

std::string SideOf(const Finding& freeze) {
  if (freeze.cause == "network-cut") return SideOfCut(freeze);
  const bool is_network = freeze.cause == "congestion" || freeze.cause == "packet-loss";
  if (is_network && IsLostBeforeServer(freeze)) return ", in the network between the sender and the server that forwards its media";
  if (freeze.cause == "congestion") {
    return RoundTripRose(freeze) ? ", in the network between this receiver and the server or peer"
                                 : ", in the network: the sender's uplink or this receiver's downlink";
  }
  if (freeze.cause == "packet-loss") {
    return std::string(", in the network between the sender and this receiver") +
           (PacketLoss(freeze).empty() ? " (a poor link or insufficient bandwidth)" : "");
  }
  if (freeze.cause == "jitter") return ", on the path to this receiver: in the network, or on a busy device at either end";
  if (freeze.cause == "keyframe-starvation") return ": media arrived, but no frame could be decoded without a new key frame";
  if (freeze.cause == "decoder-failure") {
    return ": complete frames could not be decoded, because they were damaged before they arrived (encoder, server or wrong end-to-end "
           "encryption key) or because the decoder is faulty";
  }
  if (freeze.cause == "decoder-overload") {
    return freeze.confidence == "low" ? ", possibly on this receiver's device, although no counter proves it"
                                      : ", on this receiver's device, which was too busy to decode or render frames";
  }
  if (freeze.cause == "sender-stopped") {
    return ": the sender, or the server in between, sent no frames while the rest of the connection worked normally";
  }
  return {};
}

std::string ExplanationOf(const Finding& freeze) { return CauseExplained(freeze) + Unsent(freeze); }

// Only a cause of high confidence rules anything out.
Excluded ExcludedBy(const Finding& freeze) {
  Excluded excluded = CandidatesOf(freeze);
  if (WasUnsent(freeze)) std::erase(excluded.things, kSenderPause);
  excluded.sure = excluded.sure && freeze.confidence == "high";
  return excluded;
}

std::string ExcludedText(const std::vector<const Finding*>& explained, const std::vector<const Finding*>& all) {
  const std::vector<Exclusion> of_all = ExclusionsOf(all);
  const bool is_same = of_all.size() == 1 && (of_all[0].sure.empty() || of_all[0].unlikely.empty());
  std::string text;
  for (const Exclusion& exclusion : ExclusionsOf(explained)) text += TextOf(exclusion, is_same);
  return text;
}

}  // namespace rtc_vitals
