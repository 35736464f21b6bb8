#include "core/meter/connection_meter.h"

#include <algorithm>

#include "core/base/units.h"
#include "core/meter/selected_pair.h"

namespace rtc_vitals {
namespace {

namespace pair = stat::candidate_pair;
namespace transport = stat::transport;

// A sum with an unknown part is unknown.
class Total {
 public:
  void Add(double value) {
    sum_ += value;
    any_ = true;
  }
  bool any() const { return any_; }
  double value() const { return any_ ? sum_ : kUnknown; }

 private:
  double sum_ = 0;
  bool any_ = false;
};

// The RTT of a pair is 0 before the first answer to a check, and can be 0 on a loopback after it.
double PairRoundTripTime(Row row) {
  const double rtt = row[pair::currentRoundTripTime];
  if (rtt != 0) return rtt;
  return row[pair::totalRoundTripTime] > 0 || row[pair::responsesReceived] > 0 ? rtt : kUnknown;
}

void FillPath(const StatsReport& report, Row selected, ConnectionSample& sample) {
  namespace local = stat::local_candidate;
  const Row carrier = report.Find(selected.Ref(pair::transportId), stat::Type::transport);
  sample.dtlsState = (carrier ? carrier : report.Only(stat::Type::transport)).Label(transport::dtlsState);
  const Row candidate = report.Find(selected.Ref(pair::localCandidateId), stat::Type::local_candidate);
  const Row remote = report.Find(selected.Ref(pair::remoteCandidateId), stat::Type::remote_candidate);
  sample.localCandidateType = candidate.Label(local::candidateType);
  sample.remoteCandidateType = remote.Label(stat::remote_candidate::candidateType);
  sample.protocol = candidate.Label(local::relayProtocol);
  if (!IsKnown(sample.protocol)) sample.protocol = candidate.Label(local::protocol);
  sample.networkType = candidate.Label(local::networkType);
}

}  // namespace

double RtcpRoundTripTime(const StatsReport& report) {
  namespace remote = stat::remote_inbound_rtp;
  Row newest;
  for (const Row& row : report.Of(stat::Type::remote_inbound_rtp)) {
    if (!(row[remote::roundTripTime] > 0) || newest.timestamp() > row.timestamp()) continue;
    const bool same_packet = newest.timestamp() == row.timestamp();
    if (!same_packet || row[remote::roundTripTime] > newest[remote::roundTripTime]) newest = row;
  }
  return newest[remote::roundTripTime];
}

ConnectionSample ConnectionMeter::Update(const StatsReport& report, const ObjectSet& objects, const Labels& labels) {
  ConnectionSample sample;
  const Row host = report.Only(stat::Type::host);
  sample.connectionState = host.Label(stat::host::conn);
  sample.iceConnectionState = host.Label(stat::host::ice);
  sample.pageVisible = host[stat::host::visible];
  sample.getStatsMs = host[stat::host::getStatsMs];

  const List<const TrackedObject*> pairs = SelectedPairs(report, objects, labels.succeeded);
  const TrackedObject* busiest = BusiestPair(pairs);
  const Row selected = busiest ? busiest->row : Row();

  sample.rtt = kMsPerSecond * PairRoundTripTime(selected);
  sample.rttSource = IsKnown(sample.rtt) ? labels.candidate_pair : kUnknown;
  if (!IsKnown(sample.rtt)) {
    sample.rtt = kMsPerSecond * RtcpRoundTripTime(report);
    if (IsKnown(sample.rtt)) sample.rttSource = labels.rtcp;
  }
  sample.availableOutgoingBitrate = selected[pair::availableOutgoingBitrate];
  FillThroughput(report, objects, pairs, sample);
  FillPath(report, selected, sample);
  FillPathChanges(report, objects, pairs, sample);
  return sample;
}

// The transports' own counters continue when the path changes. Without them the pairs' are summed, except what a pair carried before it was
// selected.
void ConnectionMeter::FillThroughput(const StatsReport& report, const ObjectSet& objects, const List<const TrackedObject*>& pairs,
                                     ConnectionSample& sample) {
  Total sent, received, discarded;
  for (const Row& row : report.Of(stat::Type::transport)) {
    const TrackedObject* object = objects.Current(stat::Type::transport, row.id());
    if (!object || !IsKnown(row[transport::bytesSent])) continue;
    sent.Add(object->interval.PerSecond(transport::bytesSent));
    received.Add(object->interval.PerSecond(transport::bytesReceived));
  }
  const bool of_pairs = !sent.any();
  for (const TrackedObject* object : pairs) {
    const CounterInterval interval = WasSelected(object->id) ? object->interval : CounterInterval();
    discarded.Add(interval.PerSecond(pair::packetsDiscardedOnSend));
    if (!of_pairs) continue;
    sent.Add(interval.PerSecond(pair::bytesSent));
    received.Add(interval.PerSecond(pair::bytesReceived));
  }
  sample.sendBitrate = kBitsPerByte * sent.value();
  sample.receiveBitrate = kBitsPerByte * received.value();
  sample.packetsDiscardedOnSendPerSecond = discarded.value();
}

bool ConnectionMeter::WasSelected(int pair) const {
  return std::any_of(selected_.begin(), selected_.end(), [&](const Selected& selected) { return selected.pair == pair; });
}

// An ICE restart gathers candidates anew on both sides (RFC 8445, section 2.4): neither candidate of the new pair was known when the
// previous path was chosen. The candidates in the report are no evidence: Chromium keeps old ones for half a minute.
bool ConnectionMeter::IsFreshPath(Row row) const {
  const auto known = [&](int id) {
    return id == 0 || std::find(known_candidates_.begin(), known_candidates_.end(), id) != known_candidates_.end();
  };
  return !known(row.Ref(pair::localCandidateId)) && !known(row.Ref(pair::remoteCandidateId));
}

// The poll after a choice counts, too: candidates are still trickling in.
void ConnectionMeter::LearnCandidates(const StatsReport& report, bool path_changed) {
  polls_on_path_ = path_changed ? 0 : polls_on_path_ + 1;
  if (polls_on_path_ > 1) return;
  if (path_changed) known_candidates_.clear();
  for (stat::Type type : {stat::Type::local_candidate, stat::Type::remote_candidate}) {
    for (const Row& row : report.Of(type)) known_candidates_.push_back(row.id());
  }
}

// How often the pair of one transport changed: by comparison and, if there is one, by the transport's own count, which sees more than one
// change.
double ConnectionMeter::ChangesOf(const ObjectSet& objects, const TrackedObject& selected, int before) const {
  const double differs = selected.id != before;
  const TrackedObject* object = objects.Current(stat::Type::transport, selected.row.Ref(pair::transportId));
  return object ? std::max(differs, KnownOr(object->interval.Delta(transport::selectedCandidatePairChanges), 0)) : differs;
}

void ConnectionMeter::FillPathChanges(const StatsReport& report, const ObjectSet& objects, const List<const TrackedObject*>& pairs,
                                      ConnectionSample& sample) {
  Total changes;
  double restarts = 0;
  path_changed_ = false;
  for (const TrackedObject* object : pairs) {
    const int transport = object->row.Ref(pair::transportId);
    const auto before = std::find_if(selected_.begin(), selected_.end(), [&](const Selected& s) { return s.transport == transport; });
    if (before == selected_.end()) continue;
    changes.Add(ChangesOf(objects, *object, before->pair));
    if (before->pair == object->id) continue;
    path_changed_ = true;
    restarts += IsFreshPath(object->row);
  }
  ice_restarted_ = restarts > 0;
  sample.pathChangesDelta = changes.value();
  sample.iceRestartsDelta = changes.any() ? restarts : kUnknown;
  LearnCandidates(report, path_changed_ || selected_.empty());
  for (const TrackedObject* object : pairs) Select({object->row.Ref(pair::transportId), object->id});
}

void ConnectionMeter::Select(const Selected& selected) {
  for (Selected& before : selected_) {
    if (before.transport != selected.transport) continue;
    before = selected;
    return;
  }
  selected_.push_back(selected);
}

void ConnectionMeter::ForgetId(int id) {
  known_candidates_.EraseIf([&](int known) { return known == id; });
  selected_.EraseIf([&](const Selected& selected) { return selected.transport == id || selected.pair == id; });
}

}  // namespace rtc_vitals
