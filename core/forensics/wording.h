// Numbers and lists in words.
#ifndef RTC_VITALS_CORE_FORENSICS_WORDING_H_
#define RTC_VITALS_CORE_FORENSICS_WORDING_H_

#include <string>
#include <vector>

namespace rtc_vitals {

std::string Fixed(double value, int decimals);
std::string KbitText(double bits_per_second);  // "436 kbit/s"
std::string MsText(double ms);                 // "51 ms"
std::string ShareText(double share);           // "5.9 %", "48 %", "less than 0.1 %"
// "9.1 s"; "350 ms" below a second; "4 min 5 s", "2 h 4 min" from a minute and an hour on; "an unknown time" if unknown.
std::string DurationText(double ms);
// A position in a call, to a tenth of a second: "11.7 s", "4 min 1.3 s", "2 h 4 min 1.3 s".
std::string PositionText(double ms);
// "once", "twice", "3 times".
std::string TimesText(double count);

// Parts of a sentence, joined with commas and "and". Empty parts are skipped.
class Parts {
 public:
  void Add(std::string part);
  std::string Text(const char* last = " and ") const;  // `last`: between the last two; the others are separated by commas
  bool empty() const { return parts_.empty(); }

 private:
  std::vector<std::string> parts_;
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_WORDING_H_
