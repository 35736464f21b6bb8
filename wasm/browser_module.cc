// The module for the page: the encode side of the core, nothing that reads.
#include "wasm/session_binding.h"

RTC_VITALS_MODULE(rtc_vitals::kSessionBindings)
