#include "core/meter/counter_interval.h"

#include <cmath>
#include <utility>

namespace rtc_vitals {
namespace {

constexpr double kTwoTo31 = 2147483648.0;
constexpr double kTwoTo32 = 4294967296.0;

double Growth(const stat::Member& member, double before, double now) {
  const double delta = now - before;
  const bool wrapped = member.wraps32 && before >= kTwoTo31 && before < kTwoTo32 && now >= 0 && now < kTwoTo31;
  return wrapped ? delta + kTwoTo32 : delta;
}

bool Fell(const stat::Member& member, double before, double now) {
  return now < before && member.group != stat::kNoCounter && !member.may_fall && Growth(member, before, now) < 0;
}

}  // namespace

CounterInterval::CounterInterval(Row before, Row now, double ms) : before_(before), now_(now), ms_(ms) {
  if (!before || !now) {
    ms_ = kUnknown;
    return;
  }
  const auto members = stat::Members(now.type());
  for (int i = 0; i < static_cast<int>(members.size()); ++i) {
    const stat::Member& member = members[static_cast<std::size_t>(i)];
    if (Fell(member, before[i], now[i])) restarted_ |= 1u << member.group;
  }
}

CounterInterval CounterInterval::Repeated() {
  CounterInterval interval;
  interval.repeated_ = true;
  return interval;
}

double CounterInterval::Delta(int member) const {
  if (!valid()) return kUnknown;
  const stat::Member& info = stat::Members(now_.type())[static_cast<std::size_t>(member)];
  return Restarted(info.group) ? kUnknown : Growth(info, before_[member], now_[member]);
}

double CounterInterval::DeltaFromZero(int member, int whole) const {
  const bool appeared = valid() && !restarted() && !IsKnown(before_[member]);
  if (!appeared) return Delta(member);
  return now_[member] > Delta(whole) ? kUnknown : now_[member];
}

double CounterInterval::Mean(int sum, int count) const {
  const double n = Delta(count);
  return n > 0 ? Delta(sum) / n : kUnknown;
}

bool Continues(Row before, Row now) {
  const auto members = stat::Members(now.type());
  for (int i = 0; i < static_cast<int>(members.size()); ++i) {
    if (Fell(members[static_cast<std::size_t>(i)], before[i], now[i])) return false;
  }
  return true;
}

double CounterHistory::ValidMs(Row now, double perf, const IntervalParameters& parameters) const {
  const double ms = now.timestamp() - last_.timestamp();
  if (!(ms > 0) || ms > parameters.max_ms) return kUnknown;
  const double perf_ms = perf - last_perf_;
  const double allowed = std::fmax(parameters.clock_step_ms, parameters.clock_step_share * perf_ms);
  return std::fabs(ms - perf_ms) > allowed ? kUnknown : ms;  // never true if perf is unknown
}

CounterInterval CounterHistory::Advance(Row now, double perf, const IntervalParameters& parameters) {
  if (last_ && now.timestamp() == last_.timestamp()) return CounterInterval::Repeated();
  const double ms = last_ ? ValidMs(now, perf, parameters) : kUnknown;
  std::swap(before_data_, last_data_);
  const Row before = last_ ? Row(before_data_.data()) : Row();
  last_data_.clear();
  last_data_.Append({now.data(), static_cast<std::size_t>(now.size())});
  last_ = Row(last_data_.data());
  last_perf_ = perf;
  return CounterInterval(before, last_, ms);
}

}  // namespace rtc_vitals
