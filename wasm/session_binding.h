// The binding that the page and Node share: Session and the table of the seam.
#ifndef RTC_VITALS_WASM_SESSION_BINDING_H_
#define RTC_VITALS_WASM_SESSION_BINDING_H_

namespace rtc_vitals {

// Registers `statTable()` and the class `Session`. Called once, from a module's EMSCRIPTEN_BINDINGS.
void BindSession();

}  // namespace rtc_vitals

#endif  // RTC_VITALS_WASM_SESSION_BINDING_H_
