#include "core/meter/episodes.h"

#include <algorithm>

#include "core/base/units.h"

namespace rtc_vitals {
namespace {

constexpr EpisodeParameters kParameters;

constexpr EpisodeWords kWords[] = {
    {"discards", "late", "packets"},
    {"discards", "late", "frames"},
    {"discards", "lip-sync", "frames"},
    {"discards", "incomplete-frame", "frames"},
    {"discards", "missing-reference", "frames"},
    {"discards", "cpu-decode", "frames"},
    {"discards", "cpu-render", "frames"},
    {"discards", "sender-timestamps", "frames"},
    {"discards", "encoder-drop", "frames"},
    {"discards", "socket-send", "packets"},
    {"discards", "unknown", "frames"},
    {"limited", "cpu", nullptr},
    {"limited", "bandwidth", nullptr},
    {"limited", "capture", nullptr},
};
static_assert(std::size(kWords) == static_cast<std::size_t>(EpisodeKind::kCount));

}  // namespace

const EpisodeWords& WordsOf(EpisodeKind kind) { return kWords[static_cast<int>(kind)]; }

void Episodes::Add(EpisodeKind kind, double amount) {
  if (!(amount > 0)) return;
  for (Entry& entry : entries_) {
    if (entry.change.kind == kind) {
      entry.amount += amount;
      return;
    }
  }
  entries_.push_back({.change = {.kind = kind}, .amount = amount});
}

void Episodes::EndPoll(double t, double ms) {
  if (!(ms > 0)) return;
  age_ms_ = KnownOr(age_ms_ + ms, 0);
  for (Entry& entry : entries_) {
    Judge(entry, t, ms);
    entry.amount = 0;
  }
}

void Episodes::Judge(Entry& entry, double t, double ms) {
  Change& change = entry.change;
  const bool limit = !WordsOf(change.kind).unit;
  const double rate = entry.amount / ms * kMsPerSecond;
  const double min_rate = limit ? kParameters.limited_share : kParameters.min_rate;
  if (entry.running) {
    change.amount += entry.amount;
    if (rate >= kParameters.continue_share * min_rate) {
      change.end = t;
      entry.seen_at_ms = age_ms_;
      change.length_ms = age_ms_ - entry.begun_at_ms;
    } else if (age_ms_ - entry.seen_at_ms >= kParameters.quiet_ms) {
      End(entry);
    }
    return;
  }
  const bool stands_out = limit || (rate >= kParameters.spike_factor * entry.usual && entry.amount >= kParameters.min_amount);
  if (age_ms_ >= kParameters.settle_ms && rate >= min_rate && stands_out) {
    entry.running = true;
    entry.begun_at_ms = age_ms_ - ms;
    entry.seen_at_ms = age_ms_;
    change = {change.kind, false, t - ms, t, ms, entry.amount};
    changes_.push_back(change);
  } else {
    entry.usual += (rate - entry.usual) * ms / std::min(kParameters.usual_ms, age_ms_ + ms);
  }
}

void Episodes::Finish() {
  for (Entry& entry : entries_) {
    if (entry.running) End(entry);
  }
}

void Episodes::End(Entry& entry) {
  entry.running = false;
  entry.change.over = true;
  changes_.push_back(entry.change);
}

}  // namespace rtc_vitals
