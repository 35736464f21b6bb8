// The module for the page: only the encoding side of the core, no readers.
#include "core/seam/stat_table.h"
#include "wasm/session_binding.h"

const rtc_vitals::ReportForms rtc_vitals::kReportForms = {stat::TableText, nullptr};

RTC_VITALS_MODULE(rtc_vitals::kSessionBindings)
