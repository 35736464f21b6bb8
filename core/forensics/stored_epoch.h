// What a page sent in one epoch, read back from the batches that were stored.
#ifndef RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_
#define RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_

#include <string>
#include <string_view>

#include "core/batch/json_writer.h"
#include "core/forensics/call_verdict.h"
#include "core/reading/sample_columns.h"

namespace rtc_vitals {

class StoredEpoch {
 public:
  // Which columns are wanted, as Wanted of sample_columns.h has it.
  StoredEpoch(std::string members, double from, double to, double points);

  // A batch as its text, in the order of `seq`. Returns why it cannot be read, or an empty text.
  std::string AddBatch(const std::string& text);

  // How many streams there are, and each of them in JSON as sample_columns.h writes it: a long call has megabytes of it.
  double StreamCount() const { return static_cast<double>(columns_.count()); }
  std::string StreamJson(double index, double epoch, double offset) const;
  // A JSON array of the events as decode_json.h writes them. May be called once.
  std::string EventsJson();
  // As call_verdict.h has it.
  std::string ConnectionsJson() const { return verdict_.ConnectionsJson(); }

 private:
  SampleColumns columns_;
  CallVerdict verdict_;
  JsonWriter events_;  // an array that is open
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_
