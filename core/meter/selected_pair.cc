#include "core/meter/selected_pair.h"

namespace rtc_vitals {
namespace {

namespace pair = stat::candidate_pair;

double BytesOver(const CounterInterval& interval) {
  return KnownOr(interval.Delta(pair::bytesSent), 0) + KnownOr(interval.Delta(pair::bytesReceived), 0);
}

double BytesOfLife(Row row) { return KnownOr(row[pair::bytesSent], 0) + KnownOr(row[pair::bytesReceived], 0); }

bool MoreActive(const TrackedObject& a, const TrackedObject& b) {
  const double delta_a = BytesOver(a.interval), delta_b = BytesOver(b.interval);
  if (delta_a != delta_b) return delta_a > delta_b;
  const double heard_a = KnownOr(a.row[pair::lastPacketReceivedTimestamp], 0),
               heard_b = KnownOr(b.row[pair::lastPacketReceivedTimestamp], 0);
  if (heard_a != heard_b) return heard_a > heard_b;
  return BytesOfLife(a.row) > BytesOfLife(b.row);
}

// Keeps the most active candidate of each transport.
void KeepBest(List<const TrackedObject*>& best, const TrackedObject* object) {
  for (const TrackedObject*& other : best) {
    if (other->row.Ref(pair::transportId) != object->row.Ref(pair::transportId)) continue;
    if (MoreActive(*object, *other)) other = object;
    return;
  }
  best.push_back(object);
}

template <typename Accept>
List<const TrackedObject*> BestPerTransport(const StatsReport& report, const ObjectSet& objects, Accept accept) {
  List<const TrackedObject*> best;
  for (const Row& row : report.Of(stat::Type::candidate_pair)) {
    const TrackedObject* object = accept(row) ? objects.Current(stat::Type::candidate_pair, row.id()) : nullptr;
    if (object) KeepBest(best, object);
  }
  return best;
}

}  // namespace

List<const TrackedObject*> SelectedPairs(const StatsReport& report, const ObjectSet& objects, int succeeded) {
  List<const TrackedObject*> named;
  for (const Row& transport : report.Of(stat::Type::transport)) {
    const int id = transport.Ref(stat::transport::selectedCandidatePairId);
    if (const TrackedObject* object = objects.Current(stat::Type::candidate_pair, id)) named.push_back(object);
  }
  if (!named.empty()) return named;
  named = BestPerTransport(report, objects, [](Row row) { return IsTrue(row[pair::selected]); });
  if (!named.empty()) return named;
  return BestPerTransport(report, objects,
                          [&](Row row) { return IsTrue(row[pair::nominated]) && row.Ref(pair::state) == succeeded; });
}

const TrackedObject* BusiestPair(const List<const TrackedObject*>& pairs) {
  const TrackedObject* busiest = nullptr;
  for (const TrackedObject* object : pairs) {
    if (!busiest || MoreActive(*object, *busiest)) busiest = object;
  }
  return busiest;
}

}  // namespace rtc_vitals
