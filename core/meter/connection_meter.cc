#include "core/meter/connection_meter.h"

#include "core/meter/selected_pair.h"
#include "core/meter/units.h"

namespace rtc_vitals {
namespace {

namespace pair = stat::candidate_pair;
namespace transport = stat::transport;

double LabelOf(Row row, int member) { return row.Ref(member) > 0 ? row[member] : kUnknown; }

// Adds what is known; the sum is unknown only if nothing was.
void Sum(double& sum, double value) {
  if (IsKnown(value)) sum = KnownOr(sum, 0) + value;
}

// Transport counters go on when the path changes; a pair's are its own.
void FillThroughput(const StatsReport& report, const ObjectSet& objects, const std::vector<const TrackedObject*>& pairs, ConnectionSample& sample) {
  for (const Row& row : report.Of(stat::Type::transport)) {
    const TrackedObject* object = objects.Current(stat::Type::transport, row.id());
    if (!object) continue;
    Sum(sample.sendBitrate, kBitsPerByte * object->interval.PerSecond(transport::bytesSent));
    Sum(sample.receiveBitrate, kBitsPerByte * object->interval.PerSecond(transport::bytesReceived));
  }
  const bool of_pairs = report.Of(stat::Type::transport).empty();
  for (const TrackedObject* object : pairs) {
    if (of_pairs) {
      Sum(sample.sendBitrate, kBitsPerByte * object->interval.PerSecond(pair::bytesSent));
      Sum(sample.receiveBitrate, kBitsPerByte * object->interval.PerSecond(pair::bytesReceived));
    }
    Sum(sample.packetsDiscardedOnSendPerSecond, object->interval.PerSecond(pair::packetsDiscardedOnSend));
  }
}

}  // namespace

double RtcpRoundTripTime(const StatsReport& report) {
  namespace remote = stat::remote_inbound_rtp;
  Row newest;
  for (const Row& row : report.Of(stat::Type::remote_inbound_rtp)) {
    if (IsKnown(row[remote::roundTripTime]) && !(newest.timestamp() >= row.timestamp())) newest = row;
  }
  return newest[remote::roundTripTime];
}

ConnectionSample ConnectionMeter::Update(const StatsReport& report, const ObjectSet& objects, const Labels& labels) {
  ConnectionSample sample;
  const Row host = report.Only(stat::Type::host);
  sample.connectionState = LabelOf(host, stat::host::conn);
  sample.iceConnectionState = LabelOf(host, stat::host::ice);
  sample.dtlsState = LabelOf(report.Only(stat::Type::transport), transport::dtlsState);
  sample.pageVisible = host[stat::host::visible];
  sample.getStatsMs = host[stat::host::getStatsMs];

  const std::vector<const TrackedObject*> pairs = SelectedPairs(report, objects, labels.succeeded);
  const TrackedObject* busiest = BusiestPair(pairs);
  pair_ = busiest ? busiest->row : Row();
  pair_interval_ = busiest ? busiest->interval : CounterInterval();

  sample.rtt = kMsPerSecond * pair_[pair::currentRoundTripTime];
  sample.rttSource = IsKnown(sample.rtt) ? labels.candidate_pair : kUnknown;
  if (!IsKnown(sample.rtt)) {
    sample.rtt = kMsPerSecond * RtcpRoundTripTime(report);
    if (IsKnown(sample.rtt)) sample.rttSource = labels.rtcp;
  }
  sample.availableOutgoingBitrate = pair_[pair::availableOutgoingBitrate];
  FillThroughput(report, objects, pairs, sample);
  FillPath(report, sample);
  FillPathChanges(report, pairs, sample);
  return sample;
}

void ConnectionMeter::FillPath(const StatsReport& report, ConnectionSample& sample) {
  namespace local = stat::local_candidate;
  const Row candidate = report.Find(pair_.Ref(pair::localCandidateId), stat::Type::local_candidate);
  const Row remote = report.Find(pair_.Ref(pair::remoteCandidateId), stat::Type::remote_candidate);
  sample.localCandidateType = LabelOf(candidate, local::candidateType);
  sample.remoteCandidateType = LabelOf(remote, stat::remote_candidate::candidateType);
  sample.protocol = LabelOf(candidate, local::relayProtocol);
  if (!IsKnown(sample.protocol)) sample.protocol = LabelOf(candidate, local::protocol);
  sample.networkType = LabelOf(candidate, local::networkType);
}

// An ICE restart replaces the candidates: the local candidate of the pair before has left the report. A mere change of path keeps it.
void ConnectionMeter::FillPathChanges(const StatsReport& report, const std::vector<const TrackedObject*>& pairs, ConnectionSample& sample) {
  std::vector<Selected> now;
  for (const TrackedObject* object : pairs) {
    const Row row = object->row;
    now.push_back({row.Ref(pair::transportId), row.id(), row.Ref(pair::localCandidateId)});
  }
  if (!selected_.empty() && !now.empty()) {
    sample.pathChangesDelta = 0;
    sample.iceRestartsDelta = 0;
    for (const Selected& current : now) {
      for (const Selected& before : selected_) {
        if (before.transport != current.transport || before.pair == current.pair) continue;
        sample.pathChangesDelta += 1;
        if (!report.Find(before.local_candidate)) sample.iceRestartsDelta += 1;
      }
    }
  }
  if (!now.empty()) selected_ = now;
}

}  // namespace rtc_vitals
