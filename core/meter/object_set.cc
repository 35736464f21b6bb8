#include "core/meter/object_set.h"

namespace rtc_vitals {
namespace {

// The timestamp of a remote report is its arrival time, so it does not advance with a clock of the page.
bool IsRemote(stat::Type type) { return type == stat::Type::remote_inbound_rtp || type == stat::Type::remote_outbound_rtp; }

bool SameSsrc(double a, double b) { return a == b || (!IsKnown(a) && !IsKnown(b)); }

}  // namespace

void ObjectSet::BeginPoll(const StatsReport& report, double perf, const IntervalParameters& parameters) {
  ++poll_;
  expected_ = 0;
  report_ = &report;
  perf_ = perf;
  parameters_ = parameters;
}

TrackedObject* ObjectSet::Known(Row row, double ssrc, SampleKind kind) {
  const std::size_t count = objects_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = (expected_ + i) % count;
    TrackedObject& object = *objects_[at];
    if (object.id != row.id() || object.type != row.type() || object.kind != kind || !SameSsrc(object.ssrc, ssrc)) continue;
    expected_ = at + 1;
    return &object;
  }
  return nullptr;
}

TrackedObject* ObjectSet::UnderNewId(Row row, double ssrc, SampleKind kind) {
  if (!IsKnown(ssrc)) return nullptr;
  for (const auto& object : objects_) {
    if (object->type != row.type() || object->kind != kind || object->ssrc != ssrc || report_->Find(object->id)) continue;
    if (object->history.last() && Continues(object->history.last(), row)) return object.get();
  }
  return nullptr;
}

TrackedObject& ObjectSet::Advance(Row row, double ssrc, SampleKind kind, Factory make) {
  TrackedObject* object = Known(row, ssrc, kind);
  if (!object) object = UnderNewId(row, ssrc, kind);
  if (!object) {
    object = objects_.push_back(make()).get();
    object->type = row.type();
    object->ssrc = ssrc;
  }
  object->id = row.id();
  object->row = row;
  object->seen = poll_;
  object->interval = object->history.Advance(row, IsRemote(row.type()) ? kUnknown : perf_, parameters_);
  return *object;
}

const TrackedObject* ObjectSet::Current(stat::Type type, int id) const {
  for (const auto& object : objects_) {
    if (object->seen == poll_ && object->id == id && object->type == type) return object.get();
  }
  return nullptr;
}

void ObjectSet::EndPoll() {
  objects_.EraseIf([&](const auto& object) { return !Remembers(*object); });
}

void ObjectSet::ForgetId(int id) {
  objects_.EraseIf([&](const auto& object) { return object->id == id; });
}

}  // namespace rtc_vitals
