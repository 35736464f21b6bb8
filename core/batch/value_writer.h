// Writes one value, one event and one stream's identity: the pieces that a batch, a live sample and a line of samples have in common.
#ifndef RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_
#define RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_

#include "core/batch/json_writer.h"
#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// One value of a sample: a number as its field rounds it, a truth, a word, words; null if it is unknown.
void WriteValue(const SampleField& field, double value, const Labels& labels, JsonWriter& json);

// The members of an event after `connection` (which a batch gives as index, a live event by name).
void WriteEvent(const Event& event, JsonWriter& json);

// `"<id_key>":"<stats id>","ssrc":…,…` of a stream; what is unknown is left out.
void WriteStreamInfo(const char* id_key, const StreamInfo& info, JsonWriter& json);

// The words of quality_reasons.h whose bits are set, joined by commas; empty for none.
TextBuffer WordsText(unsigned reasons);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_
