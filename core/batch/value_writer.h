// Writes a value, an event and the identity of a stream: the pieces that batches, live samples and lines of samples share.
#ifndef RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_
#define RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_

#include "core/batch/json_writer.h"
#include "core/batch/sample_window.h"
#include "core/seam/labels.h"

namespace rtc_vitals {

// One value of a sample: a number rounded as its field says, a boolean, a word or a comma-separated list of words; null if unknown.
void WriteValue(const SampleField& field, double value, const Labels& labels, JsonWriter& json);

// The members of an event after `connection`, which is an index in a batch and a name in a live event.
void WriteEvent(const Event& event, JsonWriter& json);

// `"<id_key>":"<stats id>","ssrc":…,…` of a stream; unknown members are left out.
void WriteStreamInfo(const char* id_key, const StreamInfo& info, JsonWriter& json);

// `"label":{…}`, if the stream has one.
void WriteLabel(const StreamInfo& info, JsonWriter& json);

// The words of quality_reasons.h whose bits are set, joined by commas; empty if none is set.
TextBuffer WordsText(unsigned reasons);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_BATCH_VALUE_WRITER_H_
