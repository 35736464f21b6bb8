// One record per stream of a connection.
#ifndef RTC_VITALS_CORE_FORENSICS_BY_STREAM_H_
#define RTC_VITALS_CORE_FORENSICS_BY_STREAM_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rtc_vitals {

// By stats id. Not in browser.wasm.
template <typename Record>
using ByStream = std::map<std::string, Record, std::less<>>;

// The record of `stream`, created if missing.
template <typename Record>
Record& RecordOf(std::string_view stream, ByStream<Record>& records) {
  const auto known = records.find(stream);
  return known == records.end() ? records[std::string(stream)] : known->second;
}

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_BY_STREAM_H_
