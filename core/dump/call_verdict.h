// What a recorded call comes to, connection by connection.
#ifndef RTC_VITALS_CORE_DUMP_CALL_VERDICT_H_
#define RTC_VITALS_CORE_DUMP_CALL_VERDICT_H_

#include <string>
#include <vector>

#include "core/batch/sample_window.h"
#include "core/freeze/forensics.h"

namespace rtc_vitals {

// Keeps findings only, so that the length of the call does not matter.
class CallVerdict {
 public:
  // Everything that is in the window: polls and events. Each must be given once.
  void Add(const SampleWindow& window);

  // `[{"id","samples","freezes":[{"stream","start","end","durationMs","count","precision","cause","confidence","evidence"}],"episodes":[the same and
  // "type"],"verdict"}]`, by connection in the order of their first line.
  std::string ConnectionsJson() const;

 private:
  struct Connection {
    int handle;
    std::string name;
    Forensics forensics;
  };
  Connection& Of(const ConnectionWindow& window);

  std::vector<Connection> connections_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_DUMP_CALL_VERDICT_H_
