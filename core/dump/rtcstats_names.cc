#include "core/dump/rtcstats_names.h"

#include <algorithm>
#include <charconv>

namespace rtc_vitals {
namespace {

struct Name {
  int number;
  std::string_view text;
};

constexpr Name kTypes[] = {{1, "inbound-rtp"}, {2, "outbound-rtp"}, {3, "remote-inbound-rtp"}, {4, "remote-outbound-rtp"}, {5, "transport"},
                           {6, "candidate-pair"}, {7, "local-candidate"}, {8, "remote-candidate"}, {9, "data-channel"},
                           {10, "peer-connection"}, {11, "certificate"}, {12, "media-source"}, {13, "media-playout"}, {14, "codec"}};

// Only the members that the core reads.
constexpr Name kMembers[] = {
    {5, "transportId"}, {6, "mimeType"}, {10, "ssrc"}, {11, "kind"}, {12, "codecId"}, {14, "packetsReceived"},
    {15, "packetsLost"}, {16, "jitter"}, {17, "trackIdentifier"}, {18, "mid"}, {19, "remoteId"}, {20, "framesDecoded"},
    {21, "keyFramesDecoded"}, {22, "framesDropped"}, {23, "frameWidth"}, {24, "frameHeight"}, {25, "framesPerSecond"}, {26, "qpSum"},
    {27, "totalDecodeTime"}, {28, "totalInterFrameDelay"}, {29, "totalSquaredInterFrameDelay"}, {30, "pauseCount"},
    {31, "totalPausesDuration"}, {32, "freezeCount"}, {33, "totalFreezesDuration"}, {34, "lastPacketReceivedTimestamp"},
    {36, "packetsDiscarded"}, {37, "fecPacketsReceived"}, {40, "fecSsrc"}, {41, "bytesReceived"}, {42, "nackCount"}, {43, "firCount"},
    {44, "pliCount"}, {47, "jitterBufferDelay"}, {48, "jitterBufferTargetDelay"}, {49, "jitterBufferEmittedCount"},
    {50, "jitterBufferMinimumDelay"}, {51, "totalSamplesReceived"}, {52, "concealedSamples"}, {53, "silentConcealedSamples"},
    {54, "concealmentEvents"}, {55, "insertedSamplesForDeceleration"}, {56, "removedSamplesForAcceleration"}, {57, "audioLevel"},
    {60, "framesReceived"}, {62, "playoutId"}, {66, "contentType"}, {68, "retransmittedPacketsReceived"},
    {69, "retransmittedBytesReceived"}, {74, "localId"}, {75, "roundTripTime"}, {76, "totalRoundTripTime"}, {77, "fractionLost"},
    {78, "roundTripTimeMeasurements"}, {79, "packetsSent"}, {80, "bytesSent"}, {81, "mediaSourceId"}, {82, "rid"},
    {85, "retransmittedPacketsSent"}, {86, "retransmittedBytesSent"}, {87, "targetBitrate"}, {89, "framesSent"}, {90, "hugeFramesSent"},
    {91, "framesEncoded"}, {92, "keyFramesEncoded"}, {93, "totalEncodeTime"}, {94, "totalPacketSendDelay"}, {95, "qualityLimitationReason"},
    {96, "qualityLimitationDurations"}, {100, "active"}, {108, "frames"}, {111, "totalPlayoutDelay"}, {112, "totalSamplesCount"},
    {116, "protocol"}, {118, "state"}, {119, "messagesSent"}, {120, "messagesReceived"}, {123, "dtlsState"},
    {125, "selectedCandidatePairId"}, {132, "selectedCandidatePairChanges"}, {136, "candidateType"}, {139, "relayProtocol"},
    {145, "networkType"}, {148, "localCandidateId"}, {149, "remoteCandidateId"}, {150, "nominated"}, {152, "currentRoundTripTime"},
    {153, "availableOutgoingBitrate"}, {155, "requestsReceived"}, {156, "requestsSent"}, {157, "responsesReceived"}, {158, "responsesSent"},
    {159, "consentRequestsSent"}, {160, "packetsDiscardedOnSend"},
};

std::string_view NameOf(std::string_view key, const Name* begin, const Name* end) {
  int number = 0;
  const auto [stop, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc() || stop != key.data() + key.size()) return key;
  const Name* const found = std::find_if(begin, end, [&](const Name& name) { return name.number == number; });
  return found == end ? key : found->text;
}

}  // namespace

std::string_view RtcstatsType(std::string_view key) { return NameOf(key, std::begin(kTypes), std::end(kTypes)); }
std::string_view RtcstatsMember(std::string_view key) {
  return key == "t" ? "timestamp" : NameOf(key, std::begin(kMembers), std::end(kMembers));
}

}  // namespace rtc_vitals
