// Reads a call from standard input, a JSON line a poll, and prints what happened as soon as a poll tells of it; at the end, what all of it comes to.
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
