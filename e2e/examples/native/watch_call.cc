// Reads a call from standard input, one JSON line per poll. Prints each event as soon as a poll reveals it, and the conclusions at the end.
#include <iostream>
#include <string>

#include "core/dump/call_reader.h"

int main() {
  rtc_vitals::CallReader call;
  for (std::string line; std::getline(std::cin, line);) {
    if (const std::string why = call.Read(line); !why.empty()) std::cerr << why << '\n';
    if (call.events() != "[]") std::cout << call.events() << '\n';
  }
  call.Finish();
  std::cout << call.events() << '\n' << call.Connections() << '\n';
}
