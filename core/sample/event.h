// Something that happened at a moment: a freeze began, the path changed.
#ifndef RTC_VITALS_CORE_SAMPLE_EVENT_H_
#define RTC_VITALS_CORE_SAMPLE_EVENT_H_

#include <string_view>

#include "core/base/text_buffer.h"
#include "core/base/unknown.h"

namespace rtc_vitals {

// A named fact of an event: a number if `text` is empty, else that text.
struct EventValue {
  const char* key = "";  // a constant
  double number = kUnknown;
  int decimals = 0;
  TextBuffer text = {};
};

// Unknown numbers and empty texts are not kept.
class EventValues : public List<EventValue> {
 public:
  using List::List;
  [[gnu::noinline]] void Add(const char* key, double number, int decimals = 0);
  [[gnu::noinline]] void Add(const char* key, std::string_view text);
};

struct Event {
  double t = kUnknown;         // epoch ms; by the clock of the stats where that is the polls' own, else set to theirs
  std::string_view type;       // a constant: "freeze", "path-change", …
  std::string_view phase = {};  // "start", "end", or empty for an event without duration
  int connection = 0;          // handle of the connection; 0: the page as a whole
  TextBuffer stream = {};     // stats id of the stream; empty: the connection itself
  EventValues values = {};    // durationMs, cause, confidence, …
  EventValues evidence = {};  // what the cause was inferred from
};

// Text and number of the value called `key`; empty and unknown if there is none.
std::string_view TextOf(const Event& event, std::string_view key);
double NumberOf(const Event& event, std::string_view key);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SAMPLE_EVENT_H_
