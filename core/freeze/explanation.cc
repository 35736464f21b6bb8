#include "core/freeze/explanation.h"

#include "core/freeze/wording.h"

namespace rtc_vitals {
namespace {

constexpr double kRoundTripFactor = 1.5;
constexpr double kRoundTripMs = 30;       // a smaller step is the noise of a busy device
constexpr double kEstimateFell = 0.7;     // what is left of the sending estimate of a path whose way up suffers as well

// Only what is known with high confidence rules anything out.
std::string Out(const Finding& f, bool several = true) { return std::string(several ? "are " : "is ") + (f.confidence == "high" ? "ruled out" : "hardly to blame"); }

std::string NetworkCut(const Finding& f) {
  std::string text = " The network towards this receiver was cut: the path between it and the server or peer, or that other end itself, went away.";
  if (IsKnown(f.Evidence("audioPacketLoss"))) text += " The sound stopped too, so that a sender that only pauses its camera " + Out(f, false) + ";";
  else text += " Nothing else came either, so that the sender's camera " + Out(f, false) + ";";
  return text + " the decoder and the load of this device " + Out(f) + " as well.";
}

std::string Congestion(const Finding& f) {
  std::string text = " The path could not carry the call: packets queued until they came late or were dropped.";
  if (RoundTripRose(f)) text += " The queue lies in the network between this receiver and the server or peer, whose round trip it is;";
  else text += " It lies in the network, on the sender's way up or on this receiver's way down, which the counters of one side cannot tell apart;";
  text += " the camera, the decoder and the devices' load " + Out(f) + ".";
  const double now = f.Evidence("availableOutgoingBitrate");
  const double before = f.Evidence("availableOutgoingBitrateBefore");
  if (now < kEstimateFell * before) text += " The way up from here suffers as well: its estimate fell from " + KbitText(before) + " to " + KbitText(now) + ".";
  return text;
}

std::string PacketLoss(const Finding& f) {
  std::string text = f.Evidence("packetLoss") > 0 || f.Evidence("audioPacketLoss") > 0 ? " Packets were lost on the way" : " Packets went missing on the way and came too late when they were sent again";
  if (RoundTripRose(f)) text += ", and the round trip grew: a bad link (radio, cable, a faulty hop) or one with too little bandwidth";
  else if (IsKnown(f.Evidence("rtt"))) text += ", yet none queued, for the round trip did not grow: this points to a bad link (radio, cable, a faulty hop) rather than to too little bandwidth";
  else text += ": by a bad link (radio, cable, a faulty hop) or one with too little bandwidth, which no round trip is known to tell apart";
  return text + ", in the network between the sender and this receiver. The devices " + Out(f) + ".";
}

std::string Jitter(const Finding& f) {
  const double now = f.Evidence("jitter");
  const double before = f.Evidence("jitterBefore");
  const double lost = f.Evidence("packetLoss");
  std::string text = lost > 0 ? " Nearly all packets arrived, but unevenly" : lost == 0 ? " All packets arrived, but unevenly" : " Packets arrived unevenly";
  if (now > before) text += " (jitter of " + MsText(now) + ", " + MsText(before) + " before)";
  text += ": frames came too late to be shown in time. This lies on the way to this receiver: in the network, or in a device at either end that is too busy to pass packets on;";
  text += " loss and the decoder " + Out(f) + ".";
  return RoundTripRose(f) ? text + " The round trip grew as well: a queue that fills and empties looks the same." : text;
}

std::string KeyframeStarvation(const Finding& f) {
  std::string text = " Media kept coming and hardly anything was lost, yet no frame could be decoded: one that the others refer to was missing, and only a key frame helps then.";
  text += f.Evidence("pliDelta") > 0 ? " The sender, or the server between, has to answer the requests for one sooner"
                                     : " None was asked for, so far as the counters tell: the receiver's decoder waits for one";
  return text + "; a page that drops encoded frames itself (an encoded transform, end-to-end encryption) looks the same. The network and the load of this device " + Out(f) + ".";
}

std::string DecoderFailure(const Finding& f) {
  const double dropped = f.Evidence("framesDroppedDelta");
  std::string text = " Frames arrived complete and were handed to the decoder, which failed on them";
  if (dropped > 0) text += " (" + Fixed(dropped, 0) + " dropped)";
  return text + ": their payload was damaged before it got there (a faulty encoder, a server, a wrong key of end-to-end encryption), or this device's decoder is faulty. The network " +
         Out(f, false) + ".";
}

std::string DecoderOverload(const Finding& f) {
  if (f.confidence == "low") return " Nothing was lost or asked for again: the frames may have waited in this receiver's device, but no counter proves it.";
  return " Frames arrived in time and waited in this receiver's device, which was too busy to decode or show them. The network and the sender " + Out(f) + "." +
         (RoundTripRose(f) ? " The round trip grew as well, for a busy device also answers late." : "");
}

}  // namespace

bool RoundTripRose(const Finding& freeze) {
  const double now = freeze.Evidence("rtt");
  const double before = freeze.Evidence("rttBefore");
  return now >= kRoundTripFactor * before && now >= before + kRoundTripMs;
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
