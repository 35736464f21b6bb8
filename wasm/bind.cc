#include "wasm/bind.h"

#include <cstdlib>

namespace rtc_vitals::bind {

void Return(Slot& slot, double number) {
  slot.number = number;
  slot.kind = Slot::kNumber;
}

void Return(Slot& slot, bool value) {
  slot.number = value;
  slot.kind = Slot::kBool;
}

void Return(Slot& slot, TextBuffer text) {
  static TextBuffer last;
  last = std::move(text);
  slot.data = const_cast<char*>(last.data());
  slot.bytes = static_cast<std::uint32_t>(last.size());
  slot.kind = Slot::kText;
}

}  // namespace rtc_vitals::bind

// The two functions that Emscripten's C library would import. With these definitions a module has no imports.
extern "C" {
void emscripten_notify_memory_growth(unsigned long) {}
[[noreturn]] void ProcExit(int) __asm__("__wasi_proc_exit");
[[noreturn]] void ProcExit(int) { __builtin_trap(); }
}
