// What a page sent in one epoch, read back from the stored batches.
#ifndef RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_
#define RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_

#include <string>

#include "core/batch/json_writer.h"
#include "core/forensics/call_verdict.h"
#include "core/reading/sample_columns.h"

namespace rtc_vitals {

class StoredEpoch {
 public:
  // Which columns are wanted: see ColumnQuery in sample_columns.h.
  StoredEpoch(std::string members, double from, double to, double points);

  // Adds a batch, given as its JSON text, in the order of `seq`. Returns why it cannot be read; empty on success. Batches may be added
  // after the results were asked for, which then cover them too.
  std::string AddBatch(const std::string& text);

  // The number of streams, and each stream as JSON (sample_columns.h). Separate, since a long call has megabytes of it.
  double StreamCount() const { return static_cast<double>(columns_.count()); }
  std::string StreamJson(double index, double epoch, double offset) const;
  // A JSON array of the events, as in decode_json.h.
  std::string EventsJson() const { return std::string(events_.text()) + "]"; }
  // See call_verdict.h.
  std::string ConnectionsJson() const { return verdict_.ConnectionsJson(); }

 private:
  SampleColumns columns_;
  CallVerdict verdict_;
  JsonWriter events_;  // an open array
};

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_FORENSICS_STORED_EPOCH_H_
