// Strings cross the seam once; after that only their number does.
#ifndef RTC_VITALS_CORE_SEAM_STRING_TABLE_H_
#define RTC_VITALS_CORE_SEAM_STRING_TABLE_H_

#include <string_view>

#include "core/base/text_buffer.h"

namespace rtc_vitals {

// Numbers are >= 1 and dense; 0 is "no string". The number of a released string is reused, so the table of a page that runs for a week does
// not grow.
class StringTable {
 public:
  // The table holds at most `limit` strings; 0 means no limit. Beyond it every new string gets the number of kOther.
  explicit StringTable(int limit = 0) : limit_(limit) {}

  // A label beyond the limit reads as this.
  static constexpr std::string_view kOther = "other";

  // The number of `text`, assigned if it has none yet. 0 for an empty text.
  int Intern(std::string_view text);
  // Assigns a number to a text that the caller knows to be new; skips the search.
  int Add(std::string_view text);
  std::string_view Text(int number) const;  // empty for 0 and for released numbers
  bool Has(int number) const;

  void Touch(int number, unsigned now);
  // Releases the strings not touched since `before` and appends their numbers to `released`.
  void ReleaseIdle(unsigned before, List<int>& released);

 private:
  struct Entry {
    TextBuffer text;
    unsigned touched = 0;
    bool used = false;
  };
  int limit_;
  List<Entry> entries_;  // number - 1
  List<int> free_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_SEAM_STRING_TABLE_H_
