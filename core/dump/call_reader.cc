#include "core/dump/call_reader.h"

#include "core/dump/sample_lines.h"

namespace rtc_vitals {

void CallReader::Begin() {
  session_.ClearWindow();
  samples_.clear();
}

void CallReader::Take() {
  for (const ConnectionWindow& connection : session_.window().connections()) {
    if (connection.handle == reader_.handle()) samples_ = NewestSampleLines(connection, session_.labels());
  }
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
}

std::string CallReader::Read(std::string_view line) {
  Begin();
  std::string why = reader_.Read(line);
  Take();
  return why;
}

bool CallReader::Next() {
  Begin();
  nlohmann::json line;
  const bool has_more = internals_.Next(line);
  if (has_more) reader_.ReadParsed(line);
  Take();
  return has_more;
}

void CallReader::Finish() {
  Begin();
  reader_.CloseAll();
  verdict_.Add(session_.window());
  events_ = session_.TakeEventsJson();
}

}  // namespace rtc_vitals
