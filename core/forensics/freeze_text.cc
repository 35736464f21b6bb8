#include "core/forensics/freeze_text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/forensics/explanation.h"
#include "core/forensics/sentences.h"
#include "core/forensics/wording.h"
#include "core/freeze/aftermath.h"

namespace rtc_vitals {
namespace {

constexpr double kRecoveryMs = Aftermath::Parameters().recovery_ms;
constexpr std::size_t kNamed = 4;  // pictures of an incident

std::string CauseText(const Finding& f) { return f.cause == "unknown" ? "unknown" : f.cause + " (" + f.confidence + " confidence)"; }

std::size_t PicturesOf(const std::vector<Finding>& freezes) {
  std::set<std::string_view> streams;
  for (const Finding& freeze : freezes) streams.insert(freeze.stream);
  return streams.size();
}

// The last freeze of the same picture and cause that ended before this one began, if that was within the time a network takes to recover;
// else null.
const Finding* EarlierOf(const Finding& freeze, const std::vector<Finding>& freezes) {
  const Finding* earlier = nullptr;
  for (const Finding& other : freezes) {
    const double since = freeze.start - other.end;
    if (&other == &freeze || other.stream != freeze.stream || other.cause != freeze.cause || other.running || !(since >= 0) ||
        since > kRecoveryMs)
      continue;
    if (!earlier || other.end > earlier->end) earlier = &other;
  }
  return earlier;
}

// "at 11.7 s for 12.1 s"; for several pictures, the longest duration.
std::string IncidentText(const Incident& incident, const Finding& of_group, bool is_named, double t0) {
  const Finding& longest = incident.Longest();
  std::string text;
  if (is_named && incident.freezes.size() > kNamed) text = Fixed(static_cast<double>(incident.freezes.size()), 0) + " video streams ";
  else if (is_named) {
    Parts names;
    for (const Finding* freeze : incident.freezes) names.Add(PictureOf(*freeze));
    text = names.Text() + " ";
  }
  text += WhenText(longest, t0);
  if (incident.freezes.size() > 1) text += " at most";
  return longest.confidence == of_group.confidence ? text : text + " (" + longest.confidence + " confidence)";
}

// "8 times between 15.0 s and 59.1 s (2.7 s)"
std::string RestText(const std::vector<Incident>& rest, bool are_more, double t0) {
  double count = 0, ms = 0, start = kUnknown, end = kUnknown;
  for (const Incident& incident : rest) {
    for (const Finding* freeze : incident.freezes) {
      count += freeze->count;
      ms += freeze->duration_ms;
      start = std::fmin(start, freeze->start);
      end = std::fmax(end, freeze->end);
    }
  }
  return TimesText(count) + (are_more ? " more" : "") + " between " + PositionText(start - t0) + " and " + PositionText(end - t0) + " (" +
         DurationText(ms) + (count > 1 ? " in total)" : ")");
}

std::string TimesOf(const FreezeGroup& group, bool is_named, double t0) {
  std::vector<Incident> listed = group.listed;
  if (group.rest.size() == 1) listed.push_back(group.rest[0]);
  std::stable_sort(listed.begin(), listed.end(), [](const Incident& a, const Incident& b) { return a.start() < b.start(); });
  Parts parts;
  for (const Incident& incident : listed) parts.Add(IncidentText(incident, group.Longest(), is_named, t0));
  if (group.rest.size() > 1) parts.Add(RestText(group.rest, !listed.empty(), t0));
  return parts.Text();
}

// What was counted in the longest freeze, with a leading space. Counters of an interval cover all of it, not only the part in which the
// picture was frozen.
std::string SeenIn(const FreezeGroup& group) {
  const std::string seen = SeenText(group.Longest());
  if (seen.empty()) return {};
  const bool is_interval = group.Longest().precision == "interval";
  if (group.IsOne()) return (is_interval ? " In that interval, " : " During the freeze, ") + seen + ".";
  return (is_interval ? " In the interval of the longest freeze, " : " In the longest freeze, ") + seen + ".";
}

// The details if all freezes have one cause.
std::string OneCause(const FreezeGroup& group, std::size_t pictures, double t0) {
  const std::string times =
      group.IsOne() ? std::string() : (pictures > 1 ? " They froze: " : " It froze ") + TimesOf(group, pictures > 1, t0) + ".";
  return times + SeenIn(group);
}

// The details of one of several causes. The summary already names the side of the first.
std::string OneOfCauses(const FreezeGroup& group, bool is_first, bool is_named, double t0) {
  const Finding& longest = group.Longest();
  const std::string cause = is_first ? std::string() : " Another cause: " + CauseText(longest) + SideOf(longest) + ".";
  const char* const with = group.count() == 1 ? " Freeze with this cause: " : " Freezes with this cause: ";
  return cause + with + TimesOf(group, is_named, t0) + "." + SeenIn(group);
}

}  // namespace

std::vector<const Finding*> ExplainedOf(const std::vector<FreezeGroup>& groups) {
  std::vector<const Finding*> explained;
  for (const FreezeGroup& group : groups) {
    if (!group.listed.empty()) explained.push_back(&group.Longest());
  }
  return explained;
}

std::string FreezeSummary(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, const std::string& share,
                          double t0) {
  const Finding& longest = groups[0].Longest();
  double frozen = 0, count = 0;
  for (const Finding& freeze : freezes) frozen += freeze.duration_ms, count += freeze.count;
  const std::size_t pictures = PicturesOf(freezes);
  std::string text = count == 1 ? "One freeze of " : Fixed(count, 0) + " freezes, ";
  text += DurationText(frozen) + (count > 1 ? " in total" : "");
  if (freezes.size() == 1) text += " " + PositionOf(longest, t0);
  if (pictures > 1) text += ", in " + Fixed(static_cast<double>(pictures), 0) + " video streams";
  else text += share + ", in " + PictureOf(longest);
  return text + (groups.size() > 1 ? ". Main cause: " : ". Cause: ") + CauseText(longest) + SideOf(longest) + ".";
}

std::string FreezeDetails(const std::vector<Finding>& freezes, const std::vector<FreezeGroup>& groups, double t0) {
  const std::size_t pictures = PicturesOf(freezes);
  std::string text;
  Parts minor;
  int minor_count = 0;
  for (const FreezeGroup& group : groups) {
    const Finding& longest = group.Longest();
    if (group.listed.empty()) {
      const char* const in = pictures > 1 && group.rest.size() == 1 ? " in " : " ";
      minor_count += group.count();
      minor.Add((longest.cause == "unknown" ? "unknown cause" : CauseText(longest)) + in + TimesOf(group, pictures > 1, t0));
      continue;
    }
    text += groups.size() == 1 ? OneCause(group, pictures, t0) : OneOfCauses(group, &group == &groups[0], pictures > 1, t0);
    text += InferredText(longest, t0, EarlierOf(longest, freezes)) + ExplanationOf(longest);
  }
  if (!minor.empty()) text += (minor_count == 1 ? " Shorter freeze: " : " Shorter freezes: ") + minor.Text() + ".";
  return text + ExcludedText(groups);
}

}  // namespace rtc_vitals
