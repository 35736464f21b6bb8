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
const char* const kSender = "the sender";
const char* const kOwnDevice[] = {"the decoder", "load on this device"};
const char* const kNetwork = "the network";
const char* const kNetworkPath = "the network path to this receiver";
const char* const kPacketLoss = "packet loss";

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
  return std::string(", in the network path to this receiver or at the far end of the connection") +
         (IsOver(f) ? "" : ", which may have left");
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
  if (LosesPackets(f.cause_before)) {
    return " It began right after a freeze with the cause " + f.cause_before +
           ", in which frames that the decoder needs were probably lost.";
  }
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

// What did not cause a freeze.
struct Excluded {
  std::vector<std::string> things;
  bool sure = false;  // false: merely unlikely to be the cause
};

Excluded ExcludedByCut(const Finding& f) {
  if (!IsSilent(f) && !LostMany(f)) return {};
  return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
}

Excluded ExcludedByOverload(const Finding& f) {
  if (f.confidence == "low" || !DecoderOverload(f).empty()) return {};
  return {{kNetwork, kSender}, !RoundTripRose(f) && IsKnown(f.Evidence("rtt"))};
}

Excluded CandidatesOf(const Finding& f) {
  if (f.cause == "network-cut") return ExcludedByCut(f);
  if (f.cause == "congestion") return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "packet-loss" && f.Evidence("bitrate") > 0) return {{kSenderPause, kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "packet-loss") return {{kOwnDevice[0], kOwnDevice[1]}, true};
  if (f.cause == "jitter" && LostMany(f)) return {{kOwnDevice[0]}, true};
  if (f.cause == "jitter") return {{kPacketLoss, kOwnDevice[0]}, true};
  if (f.cause == "keyframe-starvation" && IsKnown(f.Evidence("packetLoss")) && !LostMany(f)) {
    return {{kNetworkPath, kOwnDevice[1]}, true};
  }
  if (f.cause == "keyframe-starvation") return {{kOwnDevice[1]}, true};
  if (f.cause == "decoder-failure") return {{kNetwork}, true};
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

// Whether `cause` is a case of `thing`.
bool IsCaseOf(std::string_view thing, std::string_view cause) {
  if (thing == kSenderPause || thing == kSender) return cause == "sender-stopped";
  if (thing == kOwnDevice[0]) return cause == "decoder-overload" || cause == "decoder-failure";
  if (thing == kOwnDevice[1]) return cause == "decoder-overload";
  if (thing == kPacketLoss) return cause == "packet-loss";
  return LosesPackets(cause);
}

// What stopped the picture right before or after a freeze may have had a part in it.
bool Adjoins(std::string_view thing, const FreezeGroup& group) {
  const std::vector<const Finding*> freezes = group.Freezes();
  return std::any_of(freezes.begin(), freezes.end(), [&](const Finding* f) {
    return IsCaseOf(thing, f->cause_before) || IsCaseOf(thing, f->cause_after);
  });
}

// By the evidence of the longest freeze. Only a cause of high confidence rules anything out.
Excluded ExcludedBy(const FreezeGroup& group) {
  const Finding& longest = group.Longest();
  Excluded excluded = CandidatesOf(longest);
  std::erase_if(excluded.things, [&](const std::string& thing) {
    return (thing == kSenderPause && WasUnsent(longest)) || Adjoins(thing, group);
  });
  excluded.sure = excluded.sure && longest.confidence == "high";
  return excluded;
}

using Groups = std::vector<const FreezeGroup*>;

// Things that the causes of some groups rule out (`sure`) and those of others make `unlikely`.
struct Exclusion {
  std::vector<std::string> things;
  Groups sure, unlikely;
};

std::vector<Exclusion> ExclusionsOf(const Groups& groups) {
  std::vector<Exclusion> all;
  for (const FreezeGroup* group : groups) {
    const Excluded excluded = ExcludedBy(*group);
    auto same = std::find_if(all.begin(), all.end(), [&](const Exclusion& e) { return e.things == excluded.things; });
    if (same == all.end()) same = all.insert(all.end(), {excluded.things, {}, {}});
    (excluded.sure ? same->sure : same->unlikely).push_back(group);
  }
  return all;
}

// " for the network-cut and congestion freezes"
std::string ForText(const Groups& groups) {
  Parts causes;
  for (const FreezeGroup* group : groups) causes.Add(group->cause());
  return " for the " + causes.Text() + (groups.size() == 1 && groups[0]->count() == 1 ? " freeze" : " freezes");
}

std::string TextOf(const Exclusion& exclusion, bool is_for_all) {
  if (exclusion.things.empty()) return {};
  const auto of = [&](const char* what, const Groups& groups) {
    return groups.empty() ? std::string() : what + (is_for_all ? std::string() : ForText(groups));
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
    return ": complete frames could not be decoded, because they were damaged (by the encoder, a server, the page's encoded transform or a "
           "wrong end-to-end encryption key) or because the decoder is faulty";
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

std::string ExcludedText(const std::vector<FreezeGroup>& groups) {
  Groups all, explained;
  for (const FreezeGroup& group : groups) {
    all.push_back(&group);
    if (!group.listed.empty()) explained.push_back(&group);
  }
  const std::vector<Exclusion> of_all = ExclusionsOf(all);
  const bool is_same = of_all.size() == 1 && (of_all[0].sure.empty() || of_all[0].unlikely.empty());
  std::string text;
  for (const Exclusion& exclusion : ExclusionsOf(explained)) text += TextOf(exclusion, is_same);
  return text;
}

}  // namespace rtc_vitals
