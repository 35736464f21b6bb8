#include "core/forensics/freeze_groups.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

namespace rtc_vitals {
namespace {

constexpr FreezeGroupParameters kParameters;

bool IsShorter(const Spell& a, const Spell& b) { return a.duration_ms() < b.duration_ms(); }
bool IsLonger(const Spell& a, const Spell& b) { return b.duration_ms() < a.duration_ms(); }

// With precision "interval", when in the interval the picture froze is unknown.
bool StoodTogether(const Finding& a, const Finding& b) {
  if (a.cause != b.cause || a.stream == b.stream || a.precision == "interval" || b.precision == "interval") return false;
  return std::min(a.end, b.end) - std::max(a.start, b.start) >= kParameters.together * std::max(a.duration_ms, b.duration_ms);
}

bool Joins(const Finding& freeze, const Spell& spell) {
  const auto is_of_stream = [&](const Finding* other) { return other->stream == freeze.stream; };
  return StoodTogether(freeze, *spell.pictures.front()) && std::none_of(spell.pictures.begin(), spell.pictures.end(), is_of_stream);
}

// A day-long call has many freezes, so each is compared only with those that ended after it began.
std::vector<Spell> SpellsOf(const std::vector<Finding>& freezes) {
  std::vector<Spell> spells;
  std::multimap<double, std::size_t> by_end;  // end of each spell's first picture
  for (const Finding& freeze : freezes) {
    std::size_t first = spells.size();
    for (auto other = by_end.lower_bound(freeze.start); other != by_end.end(); ++other) {
      if (other->second < first && Joins(freeze, spells[other->second])) first = other->second;
    }
    if (first == spells.size()) {
      spells.emplace_back();
      by_end.emplace(freeze.end, first);
    }
    spells[first].pictures.push_back(&freeze);
  }
  return spells;
}

// How many of the longest are reported one by one.
std::size_t ToldOf(const std::vector<Spell>& longest_first) {
  const auto is_long = [](const Spell& spell) { return spell.duration_ms() >= kParameters.long_ms; };
  const std::size_t lengthy = static_cast<std::size_t>(std::count_if(longest_first.begin(), longest_first.end(), is_long));
  if (lengthy > kParameters.most_long) return kParameters.told;
  return std::max<std::size_t>(lengthy, 1);
}

FreezeGroup& GroupOf(const Spell& spell, std::vector<FreezeGroup>& groups) {
  const std::string& cause = spell.pictures.front()->cause;
  const auto known = std::find_if(groups.begin(), groups.end(), [&](const FreezeGroup& g) { return g.cause() == cause; });
  return known == groups.end() ? groups.emplace_back() : *known;
}

}  // namespace

const Finding& Spell::Longest() const {
  return **std::max_element(pictures.begin(), pictures.end(),
                            [](const Finding* a, const Finding* b) { return a->duration_ms < b->duration_ms; });
}

double Spell::duration_ms() const { return Longest().duration_ms / Longest().count; }

double Spell::start() const {
  return (*std::min_element(pictures.begin(), pictures.end(), [](const Finding* a, const Finding* b) { return a->start < b->start; }))
      ->start;
}

const std::string& FreezeGroup::cause() const { return (told.empty() ? rest : told).front().pictures.front()->cause; }

const Finding& FreezeGroup::Longest() const {
  const std::vector<Spell>& longest = told.empty() ? rest : told;
  return std::max_element(longest.begin(), longest.end(), IsShorter)->Longest();
}

std::vector<FreezeGroup> GroupsOf(const std::vector<Finding>& freezes) {
  std::vector<Spell> spells = SpellsOf(freezes);
  std::stable_sort(spells.begin(), spells.end(), IsLonger);
  const std::size_t told = ToldOf(spells);
  std::vector<FreezeGroup> groups;
  for (std::size_t i = 0; i < spells.size(); ++i) {
    FreezeGroup& group = GroupOf(spells[i], groups);
    for (const Finding* freeze : spells[i].pictures) group.frozen_ms += freeze->duration_ms;
    (i < told ? group.told : group.rest).push_back(std::move(spells[i]));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const FreezeGroup& a, const FreezeGroup& b) { return a.frozen_ms > b.frozen_ms; });
  if (!groups.empty() && groups[0].told.empty()) {
    groups[0].told.push_back(std::move(groups[0].rest.front()));
    groups[0].rest.erase(groups[0].rest.begin());
  }
  for (FreezeGroup& group : groups) {
    std::sort(group.told.begin(), group.told.end(), [](const Spell& a, const Spell& b) { return a.start() < b.start(); });
  }
  return groups;
}

}  // namespace rtc_vitals
