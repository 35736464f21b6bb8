#include "core/forensics/freeze_groups.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

namespace rtc_vitals {
namespace {

constexpr FreezeGroupParameters kParameters;

bool IsShorter(const Incident& a, const Incident& b) { return a.duration_ms() < b.duration_ms(); }
bool IsLonger(const Incident& a, const Incident& b) { return b.duration_ms() < a.duration_ms(); }

// With precision "interval", when in the interval the picture froze is unknown.
bool FrozeTogether(const Finding& a, const Finding& b) {
  if (a.cause != b.cause || a.stream == b.stream || a.precision == "interval" || b.precision == "interval") return false;
  return std::min(a.end, b.end) - std::max(a.start, b.start) >= kParameters.min_overlap * std::max(a.duration_ms, b.duration_ms);
}

bool Joins(const Finding& freeze, const Incident& incident) {
  const auto is_of_stream = [&](const Finding* other) { return other->stream == freeze.stream; };
  return FrozeTogether(freeze, *incident.freezes.front()) && std::none_of(incident.freezes.begin(), incident.freezes.end(), is_of_stream);
}

// A day-long call has many freezes, so each is compared only with those that ended after it began.
std::vector<Incident> IncidentsOf(const std::vector<Finding>& freezes) {
  std::vector<Incident> incidents;
  std::multimap<double, std::size_t> by_end;  // end of each incident's first picture
  for (const Finding& freeze : freezes) {
    std::size_t first = incidents.size();
    for (auto other = by_end.lower_bound(freeze.start); other != by_end.end(); ++other) {
      if (other->second < first && Joins(freeze, incidents[other->second])) first = other->second;
    }
    if (first == incidents.size()) {
      incidents.emplace_back();
      by_end.emplace(freeze.end, first);
    }
    incidents[first].freezes.push_back(&freeze);
  }
  return incidents;
}

// How many of the longest are reported one by one.
std::size_t ListedCount(const std::vector<Incident>& longest_first) {
  const auto is_long = [](const Incident& incident) { return incident.duration_ms() >= kParameters.long_ms; };
  const std::size_t long_count = static_cast<std::size_t>(std::count_if(longest_first.begin(), longest_first.end(), is_long));
  if (long_count > kParameters.max_long) return kParameters.max_listed;
  return std::max<std::size_t>(long_count, 1);
}

FreezeGroup& GroupOf(const Incident& incident, std::vector<FreezeGroup>& groups) {
  const std::string& cause = incident.freezes.front()->cause;
  const auto known = std::find_if(groups.begin(), groups.end(), [&](const FreezeGroup& g) { return g.cause() == cause; });
  return known == groups.end() ? groups.emplace_back() : *known;
}

}  // namespace

const Finding& Incident::Longest() const {
  return **std::max_element(freezes.begin(), freezes.end(),
                            [](const Finding* a, const Finding* b) { return a->duration_ms < b->duration_ms; });
}

double Incident::duration_ms() const { return Longest().duration_ms / Longest().count; }

double Incident::start() const {
  return (*std::min_element(freezes.begin(), freezes.end(), [](const Finding* a, const Finding* b) { return a->start < b->start; }))
      ->start;
}

const std::string& FreezeGroup::cause() const { return (listed.empty() ? rest : listed).front().freezes.front()->cause; }

std::vector<const Finding*> FreezeGroup::Freezes() const {
  std::vector<const Finding*> all;
  for (const std::vector<Incident>* incidents : {&listed, &rest}) {
    for (const Incident& incident : *incidents) all.insert(all.end(), incident.freezes.begin(), incident.freezes.end());
  }
  return all;
}

int FreezeGroup::count() const {
  int all = 0;
  for (const Finding* freeze : Freezes()) all += freeze->count;
  return all;
}

const Finding& FreezeGroup::Longest() const {
  const std::vector<Incident>& longest = listed.empty() ? rest : listed;
  return std::max_element(longest.begin(), longest.end(), IsShorter)->Longest();
}

std::vector<FreezeGroup> GroupsOf(const std::vector<Finding>& freezes) {
  std::vector<Incident> incidents = IncidentsOf(freezes);
  std::stable_sort(incidents.begin(), incidents.end(), IsLonger);
  const std::size_t listed = ListedCount(incidents);
  std::vector<FreezeGroup> groups;
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    FreezeGroup& group = GroupOf(incidents[i], groups);
    for (const Finding* freeze : incidents[i].freezes) group.frozen_ms += freeze->duration_ms;
    (i < listed ? group.listed : group.rest).push_back(std::move(incidents[i]));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const FreezeGroup& a, const FreezeGroup& b) { return a.frozen_ms > b.frozen_ms; });
  if (!groups.empty() && groups[0].listed.empty()) {
    groups[0].listed.push_back(std::move(groups[0].rest.front()));
    groups[0].rest.erase(groups[0].rest.begin());
  }
  for (FreezeGroup& group : groups) {
    std::sort(group.listed.begin(), group.listed.end(), [](const Incident& a, const Incident& b) { return a.start() < b.start(); });
  }
  return groups;
}

}  // namespace rtc_vitals
