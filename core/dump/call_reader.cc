#include "core/dump/call_reader.h"

#include "core/dump/sample_lines.h"

namespace rtc_vitals {

std::string CallReader::Read(std::string_view line) {
  session_.ClearWindow();
  samples_.clear();
  std::string why = reader_.Read(line);
  for (const ConnectionWindow& connection : session_.window().connections()) {
    if (connection.handle == reader_.handle()) samples_ = NewestSampleLines(connection, session_.labels());
  }
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
  return why;
}

void CallReader::Finish() {
  session_.ClearWindow();
  samples_.clear();
  reader_.CloseAll();
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
}

}  // namespace rtc_vitals
