// Which freezes of a connection are reported one by one, and which are summed up.
#ifndef RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
#define RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Pictures that froze at the same time for the same cause, as all do in a network cut; usually only one. Refers to the findings; never
// empty.
struct Spell {
  std::vector<const Finding*> pictures;

  const Finding& Longest() const;
  double start() const;
  double duration_ms() const;  // of the longest; the mean if a finding counts several freezes
};

// All freezes of one cause. Refers to the findings.
struct FreezeGroup {
  std::vector<Spell> told;   // reported one by one, in chronological order
  std::vector<Spell> rest;   // summed up
  double frozen_ms = 0;      // of all pictures together

  const std::string& cause() const;
  // Shows the cause best, so this is the one that is explained.
  const Finding& Longest() const;
  bool IsOne() const { return told.size() == 1 && rest.empty() && told[0].pictures.size() == 1; }
};

struct FreezeGroupParameters {
  double long_ms = 1000;       // a shorter freeze is reported by itself only if none is this long
  std::size_t most_long = 5;   // up to this many long freezes are all reported,
  std::size_t told = 3;        // otherwise this many of the longest
  double together = 0.5;       // two pictures froze together if they overlap for this share of the longer freeze
};

// Groups by cause, most frozen time first. The first group has at least one spell in `told`.
std::vector<FreezeGroup> GroupsOf(const std::vector<Finding>& freezes);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
