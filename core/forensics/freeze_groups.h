// Which freezes of a connection are told one by one, and which together.
#ifndef RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
#define RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_

#include <string>
#include <vector>

#include "core/forensics/finding.h"

namespace rtc_vitals {

// Pictures that stood at the same time for the same cause, as all do in a cut; mostly one. It refers to the findings, and has one at least.
struct Spell {
  std::vector<const Finding*> pictures;

  const Finding& Longest() const;
  double start() const;
  double duration_ms() const;  // of the longest; the mean of freezes of which only the sum is known
};

// All freezes of one cause. It refers to the findings.
struct FreezeGroup {
  std::vector<Spell> told;   // one by one, in the order of time
  std::vector<Spell> rest;   // added up
  double frozen_ms = 0;      // of all pictures together

  const std::string& cause() const;
  // It shows the cause best, and so is explained.
  const Finding& Longest() const;
  bool IsOne() const { return told.size() == 1 && rest.empty() && told[0].pictures.size() == 1; }
};

struct FreezeGroupParameters {
  double long_ms = 1000;       // a shorter freeze is told by itself only where there is no longer one
  std::size_t most_long = 5;   // all of them are told where there are so few,
  std::size_t told = 3;        // else so many of the longest
  double together = 0.5;       // two pictures stood at the same time for so much of the longer time
};

// By cause, the one with most of the frozen time first: something of that is told one by one.
std::vector<FreezeGroup> GroupsOf(const std::vector<Finding>& freezes);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_FREEZE_GROUPS_H_
