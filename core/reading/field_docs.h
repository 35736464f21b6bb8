// What a member of a sample means: sample_fields.def in full, for validation, schema and documentation.
#ifndef RTC_VITALS_CORE_READING_FIELD_DOCS_H_
#define RTC_VITALS_CORE_READING_FIELD_DOCS_H_

#include <span>

#include "core/sample/sample.h"

namespace rtc_vitals {

// In the order of InfoOf(kind).fields, and so of the members in a sample.
struct FieldDoc {
  const char* name;
  FieldForm form;
  const char* unit;  // "" for pure numbers and everything that is no number
  int decimals;
  double min;
  double max;
  const char* doc;
};

std::span<const FieldDoc> DocsOf(SampleKind kind);

}  // namespace rtc_vitals

#endif  // RTC_VITALS_CORE_READING_FIELD_DOCS_H_
