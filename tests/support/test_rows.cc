#include "tests/support/test_rows.h"

namespace rtc_vitals {
namespace {

double SsrcOf(Row row) {
  switch (row.type()) {
    case stat::Type::inbound_rtp: return row[stat::inbound_rtp::ssrc];
    case stat::Type::outbound_rtp: return row[stat::outbound_rtp::ssrc];
    case stat::Type::remote_inbound_rtp: return row[stat::remote_inbound_rtp::ssrc];
    default: return kUnknown;
  }
}

SampleKind StreamKindOf(Row row) {
  if (row.type() != stat::Type::inbound_rtp) return SampleKind::kCount;
  const int kind = row.Ref(stat::inbound_rtp::kind);
  return kind == Labels::video ? SampleKind::inboundVideo : kind == Labels::audio ? SampleKind::inboundAudio : SampleKind::kCount;
}

template <SampleKind kKind>
std::unique_ptr<TrackedObject> Make() {
  return std::make_unique<TrackedObject>(kKind);
}

ObjectSet::Factory FactoryOf(SampleKind kind) {
  if (kind == SampleKind::inboundVideo) return Make<SampleKind::inboundVideo>;
  return kind == SampleKind::inboundAudio ? Make<SampleKind::inboundAudio> : Make<SampleKind::kCount>;
}

}  // namespace

TestRow::TestRow(stat::Type type, int id, double timestamp, std::initializer_list<MemberValue> members)
    : data_(stat::kRowHeader + stat::Members(type).size(), kUnknown) {
  data_[stat::kRowType] = static_cast<double>(type);
  data_[stat::kRowId] = id;
  data_[stat::kRowTimestamp] = timestamp;
  for (const MemberValue& member : members) row().Set(member.member, member.value);
}

CounterInterval TestObject::Next(std::initializer_list<MemberValue> members, double ms) {
  timestamp_ += ms;
  TestRow next(type_, 1, timestamp_, members);
  return history_.Advance(next.row(), kUnknown, IntervalParameters());
}

void TestObjects::Poll(double ms, std::vector<TestRow> rows) {
  data_.clear();
  for (TestRow& row : rows) {
    if (row.row().timestamp() == 0) row.row().data()[stat::kRowTimestamp] = ms;
    data_.insert(data_.end(), row.data().begin(), row.data().end());
  }
  report_.Assign(data_.data(), data_.size(), labels);
  objects_.BeginPoll(report_, kUnknown, IntervalParameters());
  for (int type = 0; type < stat::kTypeCount; ++type) {
    for (const Row& row : report_.Of(static_cast<stat::Type>(type))) {
      objects_.Advance(row, SsrcOf(row), StreamKindOf(row), FactoryOf(StreamKindOf(row)));
    }
  }
  objects_.EndPoll();
}

}  // namespace rtc_vitals
