// What both modules export of the core: its stats table and a page's session.
#ifndef RTC_VITALS_WASM_SESSION_BINDING_H_
#define RTC_VITALS_WASM_SESSION_BINDING_H_

#include "core/report/stats_report.h"
#include "wasm/bind.h"

namespace rtc_vitals {

// The report forms that a module reads. Each module defines its own.
struct ReportForms {
  const char* (*stat_table)();
  StatsReport::Translation translation;
};
extern const ReportForms kReportForms;

extern const bind::Binding kSessionBindings[];

}  // namespace rtc_vitals

#endif  // RTC_VITALS_WASM_SESSION_BINDING_H_
