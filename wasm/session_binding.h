// What both modules offer of the core: its table of stats and the session of a page.
#ifndef RTC_VITALS_WASM_SESSION_BINDING_H_
#define RTC_VITALS_WASM_SESSION_BINDING_H_

#include "core/report/stats_report.h"
#include "wasm/bind.h"

namespace rtc_vitals {

// The forms of reports that a module reads; each module says which.
struct ReportForms {
  const char* (*stat_table)();
  StatsReport::Translation translation;
};
extern const ReportForms kReportForms;

extern const bind::Binding kSessionBindings[];

}  // namespace rtc_vitals

#endif  // RTC_VITALS_WASM_SESSION_BINDING_H_
