#include "core/report/track_stats.h"

#include "core/report/stats_report.h"

namespace rtc_vitals {
namespace {

struct Pair {
  int to;    // member of the RTP object
  int from;  // member of the older object
};

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
namespace track = stat::track;

constexpr Pair kInbound[] = {
    {in::trackIdentifier, track::trackIdentifier},
    {in::framesReceived, track::framesReceived},
    {in::framesDecoded, track::framesDecoded},
    {in::framesDropped, track::framesDropped},
    {in::freezeCount, track::freezeCount},
    {in::totalFreezesDuration, track::totalFreezesDuration},
    {in::pauseCount, track::pauseCount},
    {in::totalPausesDuration, track::totalPausesDuration},
    {in::frameWidth, track::frameWidth},
    {in::frameHeight, track::frameHeight},
    {in::jitterBufferDelay, track::jitterBufferDelay},
    {in::jitterBufferEmittedCount, track::jitterBufferEmittedCount},
    {in::totalSamplesReceived, track::totalSamplesReceived},
    {in::concealedSamples, track::concealedSamples},
    {in::silentConcealedSamples, track::silentConcealedSamples},
    {in::concealmentEvents, track::concealmentEvents},
    {in::insertedSamplesForDeceleration, track::insertedSamplesForDeceleration},
    {in::removedSamplesForAcceleration, track::removedSamplesForAcceleration},
};

constexpr Pair kOutbound[] = {
    {out::framesSent, track::framesSent},
    {out::hugeFramesSent, track::hugeFramesSent},
    {out::frameWidth, track::frameWidth},
    {out::frameHeight, track::frameHeight},
};

void FillFrom(Row to, Row from, std::span<const Pair> pairs) {
  for (const Pair& pair : pairs) {
    if (!IsKnown(to[pair.to])) to.Set(pair.to, from[pair.from]);
  }
}

void RemoteInboundFrom(StatsReport& report, Row old) {
  namespace remote = stat::remote_inbound_rtp;
  const int id = old.id();
  report.Remove(old);
  const Row row = report.Add(stat::Type::remote_inbound_rtp, id, old.timestamp());
  row.Set(remote::ssrc, old[in::ssrc]);
  row.Set(remote::kind, old[in::kind]);
  row.Set(remote::localId, old[in::remoteId]);
  row.Set(remote::packetsLost, old[in::packetsLost]);
  row.Set(remote::packetsReceived, old[in::packetsReceived]);
  row.Set(remote::jitter, old[in::jitter]);
  row.Set(remote::roundTripTime, old[in::roundTripTime]);
}

// If both have a level, the track's is in 0..1; the RTP object's was 0..32767 then.
void TakeAudioLevel(Row to, Row from) {
  if (IsKnown(from[track::audioLevel])) to.Set(in::audioLevel, from[track::audioLevel]);
}

// The track of a simulcast sender counts all layers together, which says nothing about a single one.
bool IsOnlyOneOf(Row row, std::span<const Row> rows) {
  int count = 0;
  for (const Row& other : rows) count += other.Ref(out::trackId) == row.Ref(out::trackId);
  return count == 1;
}

List<Row> RemoteAmong(std::span<const Row> rows, int is_remote) {
  List<Row> remote;
  for (const Row& row : rows) {
    if (IsTrue(row[is_remote])) remote.push_back(row);
  }
  return remote;
}

}  // namespace

void FoldTracks(StatsReport& report) {
  const List<Row> remote_inbound = RemoteAmong(report.Of(stat::Type::inbound_rtp), in::isRemote);
  const List<Row> remote_outbound = RemoteAmong(report.Of(stat::Type::outbound_rtp), out::isRemote);
  for (const Row& row : remote_inbound) RemoteInboundFrom(report, row);
  for (const Row& row : remote_outbound) report.Remove(row);

  if (report.Of(stat::Type::track).empty()) return;
  for (const Row& row : report.Of(stat::Type::inbound_rtp)) {
    const Row from = report.Find(row.Ref(in::trackId), stat::Type::track);
    if (!from) continue;
    FillFrom(row, from, kInbound);
    TakeAudioLevel(row, from);
  }
  for (const Row& row : report.Of(stat::Type::outbound_rtp)) {
    const Row from = report.Find(row.Ref(out::trackId), stat::Type::track);
    if (from && IsOnlyOneOf(row, report.Of(stat::Type::outbound_rtp))) FillFrom(row, from, kOutbound);
  }
}

}  // namespace rtc_vitals
