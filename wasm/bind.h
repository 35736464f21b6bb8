// Exports functions and classes of the core from a wasm module, as a table of names and thunks. wasm/module.js makes JS functions and
// classes of it. Does what embind does for numbers, booleans and strings, in a tenth of the bytes for the page to load.
#ifndef RTC_VITALS_WASM_BIND_H_
#define RTC_VITALS_WASM_BIND_H_

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "core/base/text_buffer.h"

namespace rtc_vitals::bind {

// One value that crosses. JS writes `this` into slot 0 and the arguments into the following slots, and reads the result from slot 0.
struct Slot {
  enum Kind : std::uint32_t { kNothing, kNumber, kBool, kText, kObject };

  double number;        // a number, or a boolean as 0 or 1
  void* data;           // the UTF-8 bytes of a string, or an object
  std::uint32_t bytes;  // length of the string
  Kind kind;            // of a result
};
static_assert(sizeof(void*) != 4 || sizeof(Slot) == 24, "wasm/module.js assumes 24 bytes");

using Thunk = void (*)(Slot*);

// `name` is "function" or "Class.method". "Class.new" creates an object and "Class.delete" destroys it.
struct Binding {
  const char* name;
  Thunk thunk;
};

template <typename T>
T Argument(const Slot& slot) {
  if constexpr (std::is_constructible_v<T, const char*, std::size_t>) return T(static_cast<const char*>(slot.data), slot.bytes);
  else if constexpr (std::is_same_v<T, bool>) return slot.number != 0;
  else return static_cast<T>(slot.number);
}

void Return(Slot& slot, double number);
void Return(Slot& slot, bool value);
void Return(Slot& slot, TextBuffer text);  // valid until the next text is returned

template <typename Result, typename... Args, typename Call, std::size_t... I>
void Invoke(Slot* slots, Call call, std::index_sequence<I...>) {
  if constexpr (std::is_void_v<Result>) {
    call(Argument<std::decay_t<Args>>(slots[I + 1])...);
    slots[0].kind = Slot::kNothing;
  } else if constexpr (std::is_arithmetic_v<Result> && !std::is_same_v<Result, bool>) {
    Return(slots[0], static_cast<double>(call(Argument<std::decay_t<Args>>(slots[I + 1])...)));
  } else {
    Return(slots[0], call(Argument<std::decay_t<Args>>(slots[I + 1])...));
  }
}

template <auto kFunction>
struct FunctionThunk;

template <typename Result, typename... Args, Result (*kFunction)(Args...)>
struct FunctionThunk<kFunction> {
  static void Call(Slot* slots) { Invoke<Result, Args...>(slots, kFunction, std::index_sequence_for<Args...>()); }
};

template <auto kMethod>
struct MethodThunk;

template <typename Result, typename Class, typename... Args, Result (*kMethod)(Class&, Args...)>
struct MethodThunk<kMethod> {
  static void Call(Slot* slots) {
    auto call = [slots](Args... args) { return kMethod(*static_cast<Class*>(slots[0].data), args...); };
    Invoke<Result, Args...>(slots, call, std::index_sequence_for<Args...>());
  }
};

template <typename Result, typename Class, typename... Args, Result (Class::*kMethod)(Args...)>
struct MethodThunk<kMethod> {
  static void Call(Slot* slots) {
    auto call = [slots](Args... args) { return (static_cast<Class*>(slots[0].data)->*kMethod)(args...); };
    Invoke<Result, Args...>(slots, call, std::index_sequence_for<Args...>());
  }
};

template <typename Result, typename Class, typename... Args, Result (Class::*kMethod)(Args...) const>
struct MethodThunk<kMethod> {
  static void Call(Slot* slots) {
    auto call = [slots](Args... args) { return (static_cast<const Class*>(slots[0].data)->*kMethod)(args...); };
    Invoke<Result, Args...>(slots, call, std::index_sequence_for<Args...>());
  }
};

// For the tables: a function; a method, or a function that takes the object first; a constructor; a destructor.
template <auto kFunction>
inline constexpr Thunk Function = FunctionThunk<kFunction>::Call;

template <auto kMethod>
inline constexpr Thunk Method = MethodThunk<kMethod>::Call;

template <typename Class, typename... Args>
void New(Slot* slots) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    slots[0].data = new Class(Argument<Args>(slots[I + 1])...);
  }(std::index_sequence_for<Args...>());
  slots[0].kind = Slot::kObject;
}

template <typename Class>
void Delete(Slot* slots) {
  delete static_cast<Class*>(slots[0].data);
  slots[0].kind = Slot::kNothing;
}

inline constexpr int kMaxArguments = 5;

}  // namespace rtc_vitals::bind

// Exports the given tables from the module (each ends with an empty binding). Use it once per module.
#define RTC_VITALS_MODULE(...)                                                                                       \
  extern "C" [[clang::export_name("bindings")]] const rtc_vitals::bind::Binding* rtc_vitals_bindings(unsigned at) {  \
    static constexpr const rtc_vitals::bind::Binding* kTables[] = {__VA_ARGS__};                                     \
    return at < sizeof kTables / sizeof kTables[0] ? kTables[at] : nullptr;                                          \
  }                                                                                                                  \
  extern "C" [[clang::export_name("slots")]] rtc_vitals::bind::Slot* rtc_vitals_slots() {                            \
    static rtc_vitals::bind::Slot slots[1 + rtc_vitals::bind::kMaxArguments];                                       \
    return slots;                                                                                                    \
  }

#endif  // RTC_VITALS_WASM_BIND_H_
