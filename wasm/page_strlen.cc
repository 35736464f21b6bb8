// strlen() for the page's module. The C library's reads a word at a time: more code, and no gain for names of a dozen letters.
#include <cstddef>

extern "C" std::size_t strlen(const char* text) {
  const char* end = text;
  while (*end) ++end;
  return static_cast<std::size_t>(end - text);
}
