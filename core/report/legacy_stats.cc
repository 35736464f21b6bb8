#include "core/report/legacy_stats.h"

#include <vector>

#include "core/report/stats_report.h"
#include "core/seam/labels.h"

namespace rtc_vitals {
namespace {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
namespace ssrc = stat::legacy_ssrc;
namespace pair = stat::candidate_pair;
namespace old_pair = stat::legacy_pair;

constexpr double kSecondsPerMs = 0.001;
constexpr double kFullScale = 32767;  // 16-bit audio

struct Copy {
  int to;
  int from;
  double scale = 1;
};

constexpr Copy kInbound[] = {
    {in::ssrc, ssrc::ssrc},
    {in::kind, ssrc::mediaType},
    {in::transportId, ssrc::transportId},
    {in::contentType, ssrc::googContentType},
    {in::packetsReceived, ssrc::packetsReceived},
    {in::packetsLost, ssrc::packetsLost},
    {in::bytesReceived, ssrc::bytesReceived},
    {in::jitter, ssrc::googJitterReceived, kSecondsPerMs},
    {in::framesDecoded, ssrc::framesDecoded},
    {in::qpSum, ssrc::qpSum},
    {in::framesPerSecond, ssrc::googFrameRateDecoded},
    {in::frameWidth, ssrc::googFrameWidthReceived},
    {in::frameHeight, ssrc::googFrameHeightReceived},
    {in::nackCount, ssrc::googNacksSent},
    {in::pliCount, ssrc::googPlisSent},
    {in::firCount, ssrc::googFirsSent},
    {in::audioLevel, ssrc::audioOutputLevel, 1 / kFullScale},
};

constexpr Copy kOutbound[] = {
    {out::ssrc, ssrc::ssrc},
    {out::kind, ssrc::mediaType},
    {out::transportId, ssrc::transportId},
    {out::contentType, ssrc::googContentType},
    {out::packetsSent, ssrc::packetsSent},
    {out::bytesSent, ssrc::bytesSent},
    {out::framesEncoded, ssrc::framesEncoded},
    {out::hugeFramesSent, ssrc::hugeFramesSent},
    {out::qpSum, ssrc::qpSum},
    {out::frameWidth, ssrc::googFrameWidthSent},
    {out::frameHeight, ssrc::googFrameHeightSent},
    {out::nackCount, ssrc::googNacksReceived},
    {out::pliCount, ssrc::googPlisReceived},
    {out::firCount, ssrc::googFirsReceived},
};

constexpr Copy kRemoteInbound[] = {
    {stat::remote_inbound_rtp::ssrc, ssrc::ssrc},
    {stat::remote_inbound_rtp::kind, ssrc::mediaType},
    {stat::remote_inbound_rtp::packetsLost, ssrc::packetsLost},
    {stat::remote_inbound_rtp::jitter, ssrc::googJitterReceived, kSecondsPerMs},
    {stat::remote_inbound_rtp::roundTripTime, ssrc::googRtt, kSecondsPerMs},
};

constexpr Copy kMediaSource[] = {
    {stat::media_source::kind, ssrc::mediaType},
    {stat::media_source::framesPerSecond, ssrc::googFrameRateInput},
    {stat::media_source::audioLevel, ssrc::audioInputLevel, 1 / kFullScale},
};

constexpr Copy kPair[] = {
    {pair::transportId, old_pair::transportId},
    {pair::localCandidateId, old_pair::localCandidateId},
    {pair::remoteCandidateId, old_pair::remoteCandidateId},
    {pair::selected, old_pair::googActiveConnection},
    {pair::packetsSent, old_pair::packetsSent},
    {pair::packetsDiscardedOnSend, old_pair::packetsDiscardedOnSend},
    {pair::bytesSent, old_pair::bytesSent},
    {pair::bytesReceived, old_pair::bytesReceived},
    {pair::requestsSent, old_pair::requestsSent},
    {pair::requestsReceived, old_pair::requestsReceived},
    {pair::responsesSent, old_pair::responsesSent},
    {pair::responsesReceived, old_pair::responsesReceived},
    {pair::consentRequestsSent, old_pair::consentRequestsSent},
    {pair::currentRoundTripTime, old_pair::googRtt, kSecondsPerMs},
};

constexpr Copy kLocalCandidate[] = {
    {stat::local_candidate::candidateType, stat::legacy_local_candidate::candidateType},
    {stat::local_candidate::protocol, stat::legacy_local_candidate::protocol},
    {stat::local_candidate::networkType, stat::legacy_local_candidate::networkType},
};

constexpr Copy kRemoteCandidate[] = {
    {stat::remote_candidate::candidateType, stat::legacy_remote_candidate::candidateType},
    {stat::remote_candidate::protocol, stat::legacy_remote_candidate::protocol},
};

// The callback form writes -1 for unknown values.
void CopyMembers(Row to, Row from, std::span<const Copy> copies) {
  for (const Copy& copy : copies) {
    const double value = from[copy.from];
    if (value >= 0) to.Set(copy.to, value * copy.scale);
  }
}

// Replaces an object with one of another type under the same id.
Row Replace(StatsReport& report, Row old, stat::Type type, std::span<const Copy> copies) {
  report.Remove(old);
  const Row row = report.Add(type, old.id(), old.timestamp());
  CopyMembers(row, old, copies);
  return row;
}

double LimitationReason(Row old, const Labels& labels) {
  if (IsTrue(old[ssrc::googBandwidthLimitedResolution])) return labels.bandwidth;
  if (IsTrue(old[ssrc::googCpuLimitedResolution])) return labels.cpu;
  return IsKnown(old[ssrc::googCpuLimitedResolution]) ? labels.none : kUnknown;
}

// Translates the callback form's own words to host, srflx, prflx and relay of RFC 8839.
void TranslateType(Row candidate, int member, const Labels& labels) {
  const std::string_view type = labels.Text(candidate.Ref(member));
  if (type == "local") candidate.Set(member, labels.host);
  if (type == "stun" || type == "serverreflexive") candidate.Set(member, labels.srflx);
  if (type == "peerreflexive") candidate.Set(member, labels.prflx);
  if (type == "relayed") candidate.Set(member, labels.relay);
}

void TranslateStream(StatsReport& report, Row old, const Labels& labels) {
  if (IsKnown(old[ssrc::packetsReceived])) {
    Replace(report, old, stat::Type::inbound_rtp, kInbound);
    return;
  }
  const Row stream = Replace(report, old, stat::Type::outbound_rtp, kOutbound);
  stream.Set(out::qualityLimitationReason, LimitationReason(old, labels));
  const Row remote = report.AddPartOf(stream, stat::Type::remote_inbound_rtp);
  CopyMembers(remote, old, kRemoteInbound);
  remote.Set(stat::remote_inbound_rtp::localId, stream.id());
  CopyMembers(report.AddPartOf(stream, stat::Type::media_source), old, kMediaSource);
}

}  // namespace

void TranslateLegacy(StatsReport& report, const Labels& labels) {
  const auto list = [&](stat::Type type) {
    const std::span<const Row> rows = report.Of(type);
    return std::vector<Row>(rows.begin(), rows.end());
  };
  const std::vector<Row> streams = list(stat::Type::legacy_ssrc);
  const std::vector<Row> pairs = list(stat::Type::legacy_pair);
  const std::vector<Row> local = list(stat::Type::legacy_local_candidate);
  const std::vector<Row> remote = list(stat::Type::legacy_remote_candidate);
  if (streams.empty() && pairs.empty()) return;
  for (const Row& row : streams) TranslateStream(report, row, labels);
  for (const Row& row : local) {
    TranslateType(Replace(report, row, stat::Type::local_candidate, kLocalCandidate), stat::local_candidate::candidateType, labels);
  }
  for (const Row& row : remote) {
    TranslateType(Replace(report, row, stat::Type::remote_candidate, kRemoteCandidate), stat::remote_candidate::candidateType, labels);
  }
  const Row bandwidth = report.Only(stat::Type::legacy_bandwidth);
  for (const Row& old : pairs) {
    const Row row = Replace(report, old, stat::Type::candidate_pair, kPair);
    if (IsTrue(row[pair::selected])) row.Set(pair::availableOutgoingBitrate, bandwidth[stat::legacy_bandwidth::googAvailableSendBandwidth]);
  }
}

}  // namespace rtc_vitals
