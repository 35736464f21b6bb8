#include "core/forensics/explanation.h"

#include <cmath>

#include "core/forensics/wording.h"

namespace rtc_vitals {
namespace {

// A round trip that grew so is worth a word; what a cause is judged by is a larger rise (PathThresholds).
constexpr double kRoundTripFactor = 1.5;
constexpr double kRoundTripMs = 30;       // a smaller step is the noise of a busy device
constexpr double kEstimateFell = 0.7;     // what is left of the sending estimate of a path whose way up suffers as well
constexpr double kQueuedMs = CauseClassifier::Parameters().queued_ms;
constexpr double kFewLost = CauseClassifier::Parameters().clean_loss;
constexpr double kSureCutMs = CauseClassifier::Parameters().sure_cut_ms;

// Only what is known with high confidence rules anything out.
std::string Out(const Finding& f, bool several = true) { return std::string(several ? "are " : "is ") + (f.confidence == "high" ? "ruled out" : "hardly to blame"); }

std::string NetworkCut(const Finding& f) {
  const double silent = f.Evidence("connectionSilentMs");
  const double lost = std::fmax(KnownOr(f.Evidence("packetLoss"), 0), KnownOr(f.Evidence("audioPacketLoss"), 0));
  if (!(silent >= kCutMs)) {
    if (lost <= kFewLost) return {};
    return " Most of what was sent in such moments went missing between the sender and this receiver, so that a sender that only pauses its camera " + Out(f, false) +
           "; the decoder and the load of this device " + Out(f) + " as well.";
  }
  std::string text = silent < kSureCutMs ? " For a moment nothing came through: a short cut of the network, or packets that were lost in a row."
                                          : " The network towards this receiver was cut: the path between it and the server or peer, or that other end itself, went away.";
  if (IsKnown(f.Evidence("audioPacketLoss"))) text += " The sound stopped too, with no audio packet for at least " + LengthText(silent) + ", so that a sender that only pauses its camera " + Out(f, false) + ";";
  else text += " Nothing else came either, so that the sender's camera " + Out(f, false) + ";";
  return text + " the decoder and the load of this device " + Out(f) + " as well.";
}

// Where no member shows the queue by itself, the text says what it was inferred from.
std::string QueueText(const Finding& f) {
  const double queued = f.Evidence("audioQueuedMs");
  if (queued >= kQueuedMs) return " The path could not carry the call: sound of " + LengthText(queued) + " neither came in time nor was counted as lost, so it waited in a queue or was dropped from it" + (f.confidence == "high" ? "." : ", unless its sender sent less of it.");
  if (f.confidence == "high" || RoundTripRose(f)) return " The path could not carry the call: packets queued until they came late or were dropped.";
  return " That the path could not carry the call is an inference: less came than before, for longer than a few lost packets explain, and nothing else that is counted went wrong.";
}

std::string Congestion(const Finding& f) {
  std::string text = QueueText(f);
  if (RoundTripRose(f)) text += " The queue lies in the network between this receiver and the server or peer, whose round trip it is;";
  else text += " The place is the network, on the sender's way up or on this receiver's way down, which the counters of one side cannot tell apart;";
  text += " the camera, the decoder and the devices' load " + Out(f) + ".";
  const double now = f.Evidence("availableOutgoingBitrate");
  const double before = f.Evidence("availableOutgoingBitrateBefore");
  if (now < kEstimateFell * before) text += " The way up from here suffers as well: its estimate fell from " + KbitText(before) + " to " + KbitText(now) + ".";
  return text;
}

std::string PacketLoss(const Finding& f) {
  std::string text = f.Evidence("packetLoss") > 0 || f.Evidence("audioPacketLoss") > 0 ? " Packets were lost on the way" : " Packets went missing on the way and came too late when they were sent again";
  if (RoundTripRose(f)) text += ", and the round trip was longer than this path's best: a bad link (radio, cable, a faulty hop) or one with too little bandwidth";
  else if (IsKnown(f.Evidence("rtt"))) text += ", yet none queued, for the round trip did not grow: this points to a bad link (radio, cable, a faulty hop) rather than to too little bandwidth";
  else text += ": by a bad link (radio, cable, a faulty hop) or one with too little bandwidth, which no round trip is known to tell apart";
  return text + ", in the network between the sender and this receiver. The devices " + Out(f) + ".";
}

std::string Jitter(const Finding& f) {
  const double lost = f.Evidence("packetLoss");
  std::string text = lost > 0 ? " Nearly all packets arrived, but unevenly" : lost == 0 ? " All packets arrived, but unevenly" : " Packets arrived unevenly";
  Parts parts;
  if (f.Evidence("jitter") > f.Evidence("jitterFloor")) parts.Add(LevelText(f.Evidence("jitter"), f.Evidence("jitterBefore"), f.Evidence("jitterFloor"), "this stream's best") + " in the video");
  if (IsKnown(f.Evidence("audioJitter"))) parts.Add(LevelText(f.Evidence("audioJitter"), kUnknown, f.Evidence("audioJitterFloor"), "its best") + " in the sound");
  if (!parts.empty()) text += ", with a jitter of " + parts.Text();
  text += ": frames came too late to be shown in time. This lies on the way to this receiver: in the network, or in a device at either end that is too busy to pass packets on;";
  text += " loss and the decoder " + Out(f) + ".";
  return RoundTripRose(f) ? text + " The round trip was longer than this path's best as well: a queue that fills and empties looks the same." : text;
}

std::string KeyframeStarvation(const Finding& f) {
  const bool is_loss_known = IsKnown(f.Evidence("packetLoss"));
  std::string text = is_loss_known ? " Media kept coming and hardly anything was lost" : " Media kept coming";
  text += ", yet no frame could be decoded: one that the others refer to was missing, and only a key frame helps then.";
  text += f.Evidence("pliDelta") > 0 ? " A key frame has to be asked for, or sent, sooner"
                                     : " None was asked for, so far as the counters tell: the receiver's decoder waits for one";
  text += "; a page that drops encoded frames itself (an encoded transform, end-to-end encryption) looks the same.";
  text += is_loss_known ? " The way to this receiver and the load of this device " + Out(f) : " The load of this device " + Out(f, false);
  return text + "; whether the missing frame was lost before it reached a server between cannot be seen from here.";
}

std::string DecoderFailure(const Finding& f) {
  const double dropped = f.Evidence("framesDroppedDelta");
  std::string text = " Frames arrived complete and were handed to the decoder, which failed on them";
  if (dropped > 0) text += " (" + Fixed(dropped, 0) + " dropped)";
  return text + ": their payload was damaged before it got there (a faulty encoder, a server, a wrong key of end-to-end encryption), or this device's decoder is faulty. The network " +
         Out(f, false) + ".";
}

// "60 frames came in, 12 were decoded, 9 were dropped and decoding took 85 ms a frame"
std::string DecoderNumbers(const Finding& f) {
  const double received = f.Evidence("framesReceivedDelta");
  const double dropped = f.Evidence("framesDroppedDelta");
  const double each = f.Evidence("decodeTimeMs");
  Parts parts;
  if (IsKnown(received)) parts.Add(Fixed(received, 0) + " frames came in"), parts.Add(Fixed(f.Evidence("framesDecodedDelta"), 0) + " were decoded");
  if (dropped > 0) parts.Add(Fixed(dropped, 0) + " were dropped");
  if (IsKnown(each)) parts.Add("decoding took " + MsText(each) + " a frame");
  return parts.Text();
}

std::string DecoderOverload(const Finding& f) {
  const std::string numbers = DecoderNumbers(f);
  const std::string seen = numbers.empty() ? "" : " In those seconds " + numbers + ".";
  if (f.confidence == "low") return seen + " Nothing was lost or asked for again: the frames may have waited in this receiver's device, but no counter proves it.";
  std::string text = seen + " Frames waited in this receiver's device, which was too busy to decode or show them.";
  const bool rose = RoundTripRose(f);
  const bool decodes_slowly = IsKnown(f.Evidence("decodeTimeMs"));  // told only where it is long
  if (rose && !decodes_slowly) return text + " The round trip was longer than this path's best as well: a busy device also answers late, so that this does not tell the network from the device.";
  if (!IsKnown(f.Evidence("packetLoss"))) return text + " Whether packets were lost is not known, so that this does not rule the network out.";
  text += f.Evidence("packetLoss") > 0 ? " Hardly anything was lost on the way" : " Nothing was lost on the way";
  if (rose || !IsKnown(f.Evidence("rtt"))) return text + ": the network and the sender are hardly to blame.";
  return text + " and the round trip did not grow: the network and the sender " + Out(f) + ".";
}

}  // namespace

bool RoundTripRose(const Finding& freeze) {
  const double now = freeze.Evidence("rtt");
  const double floor = freeze.Evidence("rttFloor");
  return now >= kRoundTripFactor * floor && now >= floor + kRoundTripMs;
}

std::string LevelText(double now, double before, double floor, const std::string& best) {
  std::string text;
  if (IsKnown(before)) text = MsText(before) + " just before";
  if (IsKnown(floor) && !(MsText(before) == MsText(floor))) text += (text.empty() ? "" : ", ") + MsText(floor) + " at " + best;
  return "up to " + MsText(now) + (text.empty() ? "" : " (" + text + ")");
}

std::string ExplanationOf(const Finding& freeze) {
  if (freeze.cause == "network-cut") return NetworkCut(freeze);
  if (freeze.cause == "congestion") return Congestion(freeze);
  if (freeze.cause == "packet-loss") return PacketLoss(freeze);
  if (freeze.cause == "jitter") return Jitter(freeze);
  if (freeze.cause == "keyframe-starvation") return KeyframeStarvation(freeze);
  if (freeze.cause == "decoder-failure") return DecoderFailure(freeze);
  if (freeze.cause == "decoder-overload") return DecoderOverload(freeze);
  if (freeze.cause == "sender-stopped") return " The sender, or the server between, sent no frames while the rest of the connection was well.";
  return " The counters that this browser offers do not tell why.";
}

}  // namespace rtc_vitals
