#include "core/session/links.h"

namespace rtc_vitals {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
using stat::Type;

// By its remoteId; where that is not given, by the SSRC that both have.
const TrackedObject* FarReportOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects) {
  const bool sent = stream.type == Type::outbound_rtp;
  const Type far = sent ? Type::remote_inbound_rtp : Type::remote_outbound_rtp;
  const int remote_id = sent ? static_cast<int>(out::remoteId) : static_cast<int>(in::remoteId);
  if (const TrackedObject* named = objects.Current(far, stream.row.Ref(remote_id))) return named;
  for (const Row& row : report.Of(far)) {
    const TrackedObject* object = objects.Current(far, row.id());
    if (object && object->ssrc == stream.ssrc) return object;
  }
  return nullptr;
}

bool IsFurtherLayer(const TrackedObject& stream, const StatsReport& report) {
  const int mid = stream.row.Ref(out::mid);
  if (!mid) return false;
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (row.Ref(out::mid) == mid) return row.id() != stream.id;
  }
  return false;
}

// By its mediaSourceId. Chrome before 148 gives it on the first simulcast layer only, and Firefox on none: then that of another layer of the same
// m-line is meant, or the only source of the kind.
const TrackedObject* SourceOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects) {
  if (const TrackedObject* named = objects.Current(Type::media_source, stream.row.Ref(out::mediaSourceId))) return named;
  if (const TrackedObject* part = objects.Current(Type::media_source, stream.id)) return part;
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (row.Ref(out::kind) != stream.row.Ref(out::kind) || row.Ref(out::mid) != stream.row.Ref(out::mid) || !row.Ref(out::mid)) continue;
    if (const TrackedObject* layers = objects.Current(Type::media_source, row.Ref(out::mediaSourceId))) return layers;
  }
  const TrackedObject* only = nullptr;
  for (const Row& row : report.Of(Type::media_source)) {
    if (row.Ref(stat::media_source::kind) != stream.row.Ref(out::kind)) continue;
    if (only) return nullptr;
    only = objects.Current(Type::media_source, row.id());
  }
  return only;
}

}  // namespace rtc_vitals
