// What both modules offer of the core: its table of stats and the session of a page.
#ifndef RTC_VITALS_WASM_SESSION_BINDING_H_
#define RTC_VITALS_WASM_SESSION_BINDING_H_

#include "wasm/bind.h"

namespace rtc_vitals {

extern const bind::Binding kSessionBindings[];

}  // namespace rtc_vitals

#endif  // RTC_VITALS_WASM_SESSION_BINDING_H_
