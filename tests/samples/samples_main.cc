// Reads a recorded call from standard input and writes its samples natively, in the form of `rtc-vitals analyze FILE --samples`. The tests
// compare the two.
#include <cstdio>
#include <string>

#include "core/dump/call_reader.h"

int main() {
  std::string text;
  char buffer[1 << 16];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) text.append(buffer, n);
  rtc_vitals::CallReader reader;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    if (const std::string why = reader.Read(std::string_view(text).substr(begin, end - begin)); !why.empty()) {
      std::fprintf(stderr, "%s\n", why.c_str());
      return 1;
    }
    std::fwrite(reader.samples().data(), 1, reader.samples().size(), stdout);
    begin = end + 1;
  }
  return 0;
}
