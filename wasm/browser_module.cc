// The module for the page: the encode side of the core, nothing that reads.
#include <emscripten/bind.h>

#include "wasm/session_binding.h"

EMSCRIPTEN_BINDINGS(rtc_vitals_browser) { rtc_vitals::BindSession(); }
