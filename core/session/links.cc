#include "core/session/links.h"

#include <algorithm>

namespace rtc_vitals {

namespace in = stat::inbound_rtp;
namespace out = stat::outbound_rtp;
using stat::Type;

namespace {

// Whether two outbound streams send the same picture: they do if they share the m-line, or, without a mid (Chrome 101, Safari 17.0), the
// track, or, without a track, the source.
bool AreLayers(Row a, Row b) {
  if (a.Ref(out::kind) != b.Ref(out::kind)) return false;
  for (const int shared : {static_cast<int>(out::mid), static_cast<int>(out::trackId), static_cast<int>(out::mediaSourceId)}) {
    if (a.Ref(shared) || b.Ref(shared)) return a.Ref(shared) == b.Ref(shared);
  }
  return false;
}

// Whether an outbound stream names this media-source.
bool IsNamed(int source, const StatsReport& report) {
  const auto outbound = report.Of(Type::outbound_rtp);
  return std::any_of(outbound.begin(), outbound.end(), [&](Row row) { return row.Ref(out::mediaSourceId) == source; });
}

}  // namespace

// Found by remoteId; failing that, by the SSRC that both share.
const TrackedObject* RemoteReportOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects) {
  const bool sent = stream.type == Type::outbound_rtp;
  const Type remote_type = sent ? Type::remote_inbound_rtp : Type::remote_outbound_rtp;
  const int remote_id = sent ? static_cast<int>(out::remoteId) : static_cast<int>(in::remoteId);
  if (const TrackedObject* named = objects.Current(remote_type, stream.row.Ref(remote_id))) return named;
  for (const Row& row : report.Of(remote_type)) {
    const TrackedObject* object = objects.Current(remote_type, row.id());
    if (object && object->ssrc == stream.ssrc) return object;
  }
  return nullptr;
}

bool IsFurtherLayer(const TrackedObject& stream, const StatsReport& report) {
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (AreLayers(row, stream.row)) return row.id() != stream.id;
  }
  return false;
}

// Found by mediaSourceId. Chrome before 148 sets it on the first simulcast layer only, Firefox on none: then it is the source of another
// layer, or the only source of the kind unless another stream names it, since a sender without a track (replaceTrack(null)) has no source.
const TrackedObject* SourceOf(const TrackedObject& stream, const StatsReport& report, const ObjectSet& objects) {
  if (const TrackedObject* named = objects.Current(Type::media_source, stream.row.Ref(out::mediaSourceId))) return named;
  if (const TrackedObject* part = objects.Current(Type::media_source, stream.id)) return part;
  for (const Row& row : report.Of(Type::outbound_rtp)) {
    if (!AreLayers(row, stream.row)) continue;
    if (const TrackedObject* layers = objects.Current(Type::media_source, row.Ref(out::mediaSourceId))) return layers;
  }
  const TrackedObject* only = nullptr;
  for (const Row& row : report.Of(Type::media_source)) {
    if (row.Ref(stat::media_source::kind) != stream.row.Ref(out::kind)) continue;
    if (only) return nullptr;
    only = objects.Current(Type::media_source, row.id());
  }
  return only && IsNamed(only->id, report) ? nullptr : only;
}

}  // namespace rtc_vitals
