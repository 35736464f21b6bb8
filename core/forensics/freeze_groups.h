// Which freezes of a connection are reported one by one, and which are summed up.
#ifndef RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
#define RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Pictures that froze at the same time for the same cause, as all do in a network cut; usually only one. Refers to the findings; never
// empty.
struct Incident {
  std::vector<const Finding*> freezes;

  const Finding& Longest() const;
  double start() const;
  double duration_ms() const;  // of the longest; the mean if a finding counts several freezes
};

// All freezes of one cause. Refers to the findings.
struct FreezeGroup {
  std::vector<Incident> listed;  // reported one by one, in chronological order
  std::vector<Incident> rest;    // summed up
  double frozen_ms = 0;          // of all pictures together

  const std::string& cause() const;
  // Shows the cause best, so this is the one that is explained.
  const Finding& Longest() const;
  std::vector<const Finding*> Freezes() const;
  int count() const;  // of freezes; a finding may count several
  bool IsOne() const { return listed.size() == 1 && rest.empty() && listed[0].freezes.size() == 1; }
};

struct FreezeGroupParameters {
  double long_ms = 1000;       // a shorter freeze is reported by itself only if none is this long
  std::size_t max_long = 5;    // up to this many long freezes are all reported,
  std::size_t max_listed = 3;  // otherwise this many of the longest
  double min_overlap = 0.5;    // two pictures froze together if they overlap for this share of the longer freeze
};

// Groups by cause, most frozen time first. The first group has at least one incident in `listed`.
std::vector<FreezeGroup> GroupsOf(const std::vector<Finding>& freezes);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
