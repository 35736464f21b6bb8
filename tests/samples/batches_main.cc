// Reads a recorded call from standard input and writes its batches natively, as the page's agent makes them: one line per batch, without
// the time of sending. usage: rtc_vitals_batches EPOCH SESSION_ID [TAG=VALUE...]
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "core/dump/report_line_reader.h"

namespace {

void WriteAll(rtc_vitals::Session& session, rtc_vitals::Session::Flush flush) {
  for (;;) {
    const rtc_vitals::BatchText batch = session.NextBatch(flush);
    if (batch.json.empty()) return;
    std::cout << std::string_view(batch.json) << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: rtc_vitals_batches EPOCH SESSION_ID [TAG=VALUE...] < CALL\n", stderr);
    return 2;
  }
  rtc_vitals::Session session(static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)));
  session.SetSessionId(argv[2]);
  for (int i = 3; i < argc; ++i) {
    const std::string tag = argv[i];
    session.SetTag(tag.substr(0, tag.find('=')), tag.substr(tag.find('=') + 1));
  }
  rtc_vitals::ReportLineReader reader(session);
  for (std::string line; std::getline(std::cin, line);) {
    if (const std::string why = reader.Read(line); !why.empty()) {
      std::fprintf(stderr, "%s\n", why.c_str());
      return 1;
    }
    if (reader.flags() & rtc_vitals::Session::kBatchDue) WriteAll(session, rtc_vitals::Session::Flush::kFull);
  }
  return 0;
}
