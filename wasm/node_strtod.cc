// strtod() of Node's module. nlohmann/json calls it for every number with decimals;
// the C library's computes in 128-bit floats, which wasm emulates in software. fast_float rounds to the same nearest double.
#include <cstring>
#include <fast_float/fast_float.h>

// `text`: a number as JSON writes it, without leading blanks, which is all that the library asks for.
extern "C" double __wrap_strtod(const char* text, char** end) {
  double value = 0;
  const auto parsed = fast_float::from_chars(text, text + std::strlen(text), value);
  if (end) *end = const_cast<char*>(parsed.ptr);
  return value;
}
